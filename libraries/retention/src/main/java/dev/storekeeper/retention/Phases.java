package dev.storekeeper.retention;

import java.time.Duration;

/**
 * How a policy removes what it selects.
 *
 * @param notice how long people are warned before anything changes
 * @param first what happens first
 * @param grace how long it can be undone in one call before it is deleted
 * @param export whether a copy is kept in the bucket
 * @param brownOut what happens when somebody tries to read what is archived
 */
public record Phases(
    Duration notice, First first, Duration grace, Export export, BrownOut brownOut) {
  /** The first step. */
  public enum First {
    /** No longer listed and no longer downloadable. */
    ARCHIVE,
    /** No longer listed for half of the grace, then archived for the other half. */
    UNLIST
  }

  /** Which versions are copied before they go. */
  public enum Export {
    /** Those that were published here; cached public packages can be fetched again. */
    INTERNAL,
    /** All of them. */
    ALL,
    /** None: what is deleted cannot be restored. */
    NONE
  }

  /** The answer to an attempt to read. */
  public enum BrownOut {
    /** The version stays archived and is not deleted until a person releases it. */
    HOLD,
    /** The version is restored at once. */
    RESTORE
  }
}
