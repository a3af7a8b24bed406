package dev.storekeeper.usage;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The time for which every read is known: from {@code since} to {@code until} without a gap. Both
 * are absent if nothing is covered. The end of the time is not quite complete: CloudTrail delivers
 * what happened some minutes, in rare cases hours, later; {@link #SAFETY_LAG} allows for that.
 *
 * @param since where the unbroken time begins
 * @param until where it ends, after {@code since}
 */
public record Coverage(Optional<Instant> since, Optional<Instant> until) {
  /** How far back from now nothing is claimed. */
  public static final Duration SAFETY_LAG = Duration.ofDays(2);

  /** Nothing is covered. */
  public static final Coverage NONE = new Coverage(Optional.empty(), Optional.empty());

  public Coverage {
    if (since.isPresent() != until.isPresent()
        || (since.isPresent() && !since.get().isBefore(until.get()))) {
      throw new IllegalArgumentException(
          "coverage: found " + since + " to " + until + ", expected a time, or nothing twice");
    }
  }

  /** What is covered from one instant to another; nothing if that is no time at all. */
  public static Coverage of(Instant since, Instant until) {
    return since.isBefore(until) ? new Coverage(Optional.of(since), Optional.of(until)) : NONE;
  }

  /**
   * Whether "not read for this long" can be said at all: covered since before the window and the
   * safety lag, and up to the safety lag.
   */
  public boolean isWarm(Duration window, Instant now) {
    if (window.isNegative()) {
      throw new IllegalArgumentException("window: found " + window + ", expected a duration");
    }
    Instant end = now.minus(SAFETY_LAG);
    return since.filter(from -> !from.isAfter(end.minus(window))).isPresent()
        && until.filter(to -> !to.isBefore(end)).isPresent();
  }

  /** The latest unbroken time that several make together. */
  public static Coverage union(List<Coverage> parts) {
    List<Coverage> newestFirst =
        parts.stream()
            .filter(part -> part.until().isPresent())
            .sorted(Comparator.comparing((Coverage part) -> part.until().orElseThrow()).reversed())
            .toList();
    if (newestFirst.isEmpty()) {
      return NONE;
    }
    Instant since = newestFirst.getFirst().since().orElseThrow();
    Instant until = newestFirst.getFirst().until().orElseThrow();
    for (Coverage part : newestFirst) {
      if (!part.until().orElseThrow().isBefore(since)
          && part.since().orElseThrow().isBefore(since)) {
        since = part.since().orElseThrow();
      }
    }
    return of(since, until);
  }
}
