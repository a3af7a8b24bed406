package dev.storekeeper.sandbox.runtime.time;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code rate(value unit)}: every so many minutes, hours or days of 24 hours, counted from the
 * schedule's start.
 *
 * @param period at least a minute
 */
record RateExpression(Duration period) implements ScheduleExpression {
  private static final Pattern FORM = Pattern.compile("([1-9][0-9]{0,8})\\s+([a-z]+)");

  RateExpression {
    if (period.compareTo(Duration.ofMinutes(1)) < 0) {
      throw new IllegalArgumentException("a rate is at least one minute, not " + period);
    }
  }

  static RateExpression of(String inner) {
    Matcher matcher = FORM.matcher(inner);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "rate(" + inner + ") is not of the form rate(value unit), for example rate(5 minutes)");
    }
    long value = Long.parseLong(matcher.group(1));
    String unit = matcher.group(2);
    return new RateExpression(
        switch (value == 1 ? unit + "s" : unit) {
          case "minutes" -> Duration.ofMinutes(value);
          case "hours" -> Duration.ofHours(value);
          case "days" -> Duration.ofDays(value);
          default ->
              throw new IllegalArgumentException(
                  "rate("
                      + inner
                      + ") has the unit '"
                      + unit
                      + "'; expected "
                      + (value == 1 ? "minute, hour or day" : "minutes, hours or days"));
        });
  }

  @Override
  public Optional<Instant> next(Instant after, Instant start) {
    if (after.isBefore(start)) {
      return Optional.of(start);
    }
    long periods = Duration.between(start, after).dividedBy(period) + 1;
    return Optional.of(start.plus(period.multipliedBy(periods)));
  }
}
