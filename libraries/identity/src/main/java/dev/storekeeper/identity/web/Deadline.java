package dev.storekeeper.identity.web;

import java.time.Duration;

/**
 * A point in time by which several steps together have to be done; on the machine's monotonic
 * clock, as a wall clock may jump.
 */
public final class Deadline {
  private final long end;

  private Deadline(long end) {
    this.end = end;
  }

  /** So much time from now. */
  public static Deadline in(Duration time) {
    return new Deadline(System.nanoTime() + time.toNanos());
  }

  /** The time that is left; zero once it is over. */
  public Duration remaining() {
    return Duration.ofNanos(Math.max(0, end - System.nanoTime()));
  }
}
