package dev.storekeeper.retention;

import dev.storekeeper.policy.EventPattern;
import java.util.Optional;

/** A rule by which something goes. */
sealed interface Policy permits VersionPolicy, RepositoryPolicy {
  String name();

  Mode mode();

  /** What it is about; everything if absent. */
  Optional<EventPattern> when();

  default boolean isActive() {
    return mode() != Mode.OFF;
  }
}
