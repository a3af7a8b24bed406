package dev.storekeeper.cleanup.control;

import dev.storekeeper.cleanup.item.Item;
import dev.storekeeper.cleanup.registry.ListedVersion;
import dev.storekeeper.cleanup.registry.RegistryException;
import dev.storekeeper.cleanup.registry.RepositoryId;
import dev.storekeeper.cleanup.state.StateUnavailableException;
import dev.storekeeper.codeartifact.PackageVersion;
import dev.storekeeper.retention.Explanation;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Decides about versions and repositories as they are now. Safe for use by many threads. */
public interface Explaining {
  /**
   * What the present policy decides about a version, and why.
   *
   * @param inFlight the items of its package; a version that cleanup changed is decided about with
   *     its former status
   * @return absent if the package has no such version
   * @throws RegistryException if that could not be found out
   */
  Optional<Live> explain(PackageVersion version, List<Item> inFlight, Instant asOf)
      throws RegistryException;

  /**
   * What the present policy decides about a repository, and why.
   *
   * @return absent if it is not there
   * @throws RegistryException if that could not be found out
   */
  Optional<Explanation> explain(RepositoryId repository, Instant asOf)
      throws RegistryException, StateUnavailableException, IOException;

  /**
   * A version as it is now.
   *
   * @param listed as its package's listing has it
   * @param explanation what is decided about it
   */
  record Live(ListedVersion listed, Explanation explanation) {}
}
