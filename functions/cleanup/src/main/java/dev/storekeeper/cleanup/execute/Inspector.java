package dev.storekeeper.cleanup.execute;

import dev.storekeeper.cleanup.item.Item;
import dev.storekeeper.cleanup.registry.RegistryException;
import dev.storekeeper.codeartifact.PackageCoordinates;
import java.time.Instant;
import java.util.List;

/** Looks at a package anew. Safe for use by many threads. */
public interface Inspector {
  /**
   * Reads the whole package and decides about it.
   *
   * @param inFlight its items; a version that cleanup changed is decided about with its former
   *     status
   * @param asOf the time that decisions go by
   * @throws RegistryException if the listing could not be had; what else could not be found out is
   *     unknown to the decision
   */
  Inspection inspect(PackageCoordinates coordinates, List<Item> inFlight, Instant asOf)
      throws RegistryException;
}
