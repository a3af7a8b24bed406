package dev.storekeeper.ledger;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;

/** Times as records write them: ISO 8601, UTC, always with three digits of milliseconds. */
final class Times {
  private static final DateTimeFormatter MILLIS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSX").withZone(ZoneOffset.UTC);

  private Times() {}

  static String text(Instant time) {
    return MILLIS.format(time.truncatedTo(ChronoUnit.MILLIS));
  }
}
