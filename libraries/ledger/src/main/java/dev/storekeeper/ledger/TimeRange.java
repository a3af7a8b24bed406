package dev.storekeeper.ledger;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * A span of time.
 *
 * @param from the first instant in it, absent for the beginning of time
 * @param until the first instant after it, absent for the end of time
 */
public record TimeRange(Optional<Instant> from, Optional<Instant> until) {
  private static final Instant FIRST = Instant.EPOCH;
  private static final Instant END = Instant.parse("+10000-01-01T00:00:00Z");

  public TimeRange {
    from.ifPresent(instant -> check("from", instant));
    until.ifPresent(instant -> check("until", instant));
    if (from.isPresent() && until.isPresent() && !from.get().isBefore(until.get())) {
      throw new IllegalArgumentException(
          "until: found " + until.get() + ", expected a time after " + from.get());
    }
  }

  /** All of time. */
  public static TimeRange always() {
    return new TimeRange(Optional.empty(), Optional.empty());
  }

  boolean isAlways() {
    return from.isEmpty() && until.isEmpty();
  }

  String firstId() {
    return Ids.first(ceilingMillis(from.orElse(FIRST))).toString();
  }

  String lastId() {
    return Ids.last(ceilingMillis(until.orElse(END)) - 1).toString();
  }

  /** Records know milliseconds only, so a bound within one means the next. */
  private static long ceilingMillis(Instant instant) {
    return instant.plusNanos(999_999).truncatedTo(ChronoUnit.MILLIS).toEpochMilli();
  }

  private static void check(String field, Instant instant) {
    if (!instant.isAfter(FIRST) || instant.isAfter(END)) {
      throw new IllegalArgumentException(
          field + ": found " + instant + ", expected a time from 1970 to 9999");
    }
  }
}
