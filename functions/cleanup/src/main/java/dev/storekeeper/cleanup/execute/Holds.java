package dev.storekeeper.cleanup.execute;

import dev.storekeeper.cleanup.item.Hold;
import dev.storekeeper.cleanup.registry.DomainId;
import dev.storekeeper.cleanup.registry.RepositoryId;
import dev.storekeeper.cleanup.state.CleanupState;
import dev.storekeeper.cleanup.state.StateUnavailableException;
import dev.storekeeper.codeartifact.PackageCoordinates;
import dev.storekeeper.codeartifact.PackageVersion;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The holds of a domain as they were read. */
public final class Holds {
  private final List<Hold> holds;

  private Holds(List<Hold> holds) {
    this.holds = holds;
  }

  /** Those of the domain that a package is in. */
  public static Holds of(CleanupState state, PackageCoordinates coordinates)
      throws StateUnavailableException {
    return new Holds(state.holds(RepositoryId.of(coordinates).domain()));
  }

  /** The scope of a version. */
  public static String scope(PackageVersion version) {
    return Work.of(version.coordinates()).substring("package/".length()) + "/" + version.version();
  }

  /** Holds something by cleanup's own word, unless a person's holds the very same. */
  public static void add(CleanupState state, DomainId domain, String scope, String why, Instant at)
      throws StateUnavailableException {
    if (state.holds(domain).stream().noneMatch(hold -> hold.scope().equals(scope))) {
      state.hold(new Hold(scope, why, "storekeeper", at));
    }
  }

  /** What holds a version. */
  public Optional<Hold> on(PackageVersion version) {
    String scope = scope(version);
    return holds.stream().filter(hold -> hold.covers(scope)).findFirst();
  }
}
