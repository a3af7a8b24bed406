package dev.storekeeper.usage.dynamodb;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Times as texts that sort as times: ISO 8601, UTC, always with three digits of milliseconds. */
final class Times {
  private static final DateTimeFormatter MILLIS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSX").withZone(ZoneOffset.UTC);

  private Times() {}

  static String text(Instant time) {
    return MILLIS.format(time);
  }
}
