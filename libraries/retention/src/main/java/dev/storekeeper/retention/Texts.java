package dev.storekeeper.retention;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;

/** Times for people. */
final class Texts {
  private Texts() {}

  /** The day in UTC, as {@code 2026-01-31}. */
  static String day(Instant time) {
    if (time.equals(Instant.MIN) || time.equals(Instant.MAX)) {
      return "at an unknown time";
    }
    return time.atZone(ZoneOffset.UTC).toLocalDate().toString();
  }

  /** As {@code 180 days} or {@code 12 hours}. */
  static String of(Duration window) {
    if (window.equals(Duration.ofDays(window.toDays()))) {
      return count(window.toDays(), "day");
    }
    if (window.equals(Duration.ofHours(window.toHours()))) {
      return count(window.toHours(), "hour");
    }
    return count(window.toMinutes(), "minute");
  }

  /** As {@code 1 day} or {@code 2 days}. */
  static String count(long number, String unit) {
    return number + " " + unit + (number == 1 ? "" : "s");
  }
}
