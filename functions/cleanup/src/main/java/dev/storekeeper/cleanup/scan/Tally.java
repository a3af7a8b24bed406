package dev.storekeeper.cleanup.scan;

import dev.storekeeper.cleanup.execute.Deadline;

/** Counts the reads and failures of a package's scan. Not safe for use by several threads. */
final class Tally {
  private final Deadline deadline;
  private long reads;
  private long failures;
  private boolean cutShort;

  Tally(Deadline deadline) {
    this.deadline = deadline;
  }

  void read() {
    reads++;
  }

  void failure() {
    failures++;
  }

  /** Whether no more questions should be asked; if so, the scan of the package is cut short. */
  boolean isOutOfTime() {
    cutShort |= !deadline.hasTime();
    return cutShort;
  }

  boolean isCutShort() {
    return cutShort;
  }

  long reads() {
    return reads;
  }

  long failures() {
    return failures;
  }
}
