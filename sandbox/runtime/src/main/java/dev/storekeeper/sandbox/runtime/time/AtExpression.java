package dev.storekeeper.sandbox.runtime.time;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.util.Optional;

/**
 * {@code at(yyyy-mm-ddThh:mm:ss)}: once. A local time that daylight saving skips means as much
 * later as the clocks were moved; one that it repeats means the first.
 *
 * @param time when
 */
record AtExpression(Instant time) implements ScheduleExpression {
  private static final DateTimeFormatter FORM =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss").withResolverStyle(ResolverStyle.STRICT);

  static AtExpression of(String inner, ZoneId zone) {
    try {
      return new AtExpression(LocalDateTime.parse(inner, FORM).atZone(zone).toInstant());
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException(
          "at(" + inner + ") is not of the form at(yyyy-mm-ddThh:mm:ss)", e);
    }
  }

  @Override
  public Optional<Instant> next(Instant after, Instant start) {
    return time.isAfter(after) ? Optional.of(time) : Optional.empty();
  }
}
