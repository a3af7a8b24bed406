package dev.storekeeper.cleanup.scan;

import java.time.Duration;

/** The end of the time that a unit of work has. */
@FunctionalInterface
public interface Deadline {
  /** What is left when work stops and is sent again. */
  Duration RESERVE = Duration.ofSeconds(60);

  /** How much time is left. */
  Duration remaining();

  /** Whether it is time to stop. */
  default boolean isNear() {
    return remaining().compareTo(RESERVE) < 0;
  }
}
