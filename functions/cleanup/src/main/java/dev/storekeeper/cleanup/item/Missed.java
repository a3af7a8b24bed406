package dev.storekeeper.cleanup.item;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Whether somebody missed what cleanup hid or froze. */
public final class Missed {
  /** CloudTrail's times are whole seconds of another clock; an attempt too many only holds. */
  private static final Duration SKEW = Duration.ofMinutes(5);

  private Missed() {}

  /**
   * An attempt that has to be acted upon.
   *
   * @param refused the last attempt that was refused
   * @param since when cleanup began to make attempts fail
   * @param acted the attempt that was last acted upon
   */
  public static Optional<Instant> since(
      Optional<Instant> refused, Instant since, Optional<Instant> acted) {
    return refused
        .filter(at -> !at.isBefore(since.minus(SKEW)))
        .filter(at -> at.isAfter(acted.orElse(Instant.MIN)));
  }
}
