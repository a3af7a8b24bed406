package dev.storekeeper.cleanup.report;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Figures and times as people read them. Times are in UTC. */
final class Quantities {
  private static final String[] UNITS = {"KiB", "MiB", "GiB", "TiB", "PiB", "EiB"};
  private static final DateTimeFormatter DAY = formatter("uuuu-MM-dd");
  private static final DateTimeFormatter MINUTE = formatter("uuuu-MM-dd HH:mm 'UTC'");

  private Quantities() {}

  /** As in {@code 1,234}. */
  static String count(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  /** As in {@code 1 version} and {@code 1,234 versions}. */
  static String count(long number, String one, String many) {
    return count(number) + " " + (number == 1 ? one : many);
  }

  /** As in {@code 1.5 GiB}. */
  static String size(long bytes) {
    if (bytes < 1024) {
      return bytes + " B";
    }
    int unit = 0;
    double value = bytes / 1024.0;
    // What would be rounded to 1024.0 is one of the next unit.
    while (value >= 1023.95 && unit < UNITS.length - 1) {
      value /= 1024;
      unit++;
    }
    return String.format(Locale.ROOT, "%.1f %s", value, UNITS[unit]);
  }

  /** As in {@code 1,610,612,736 bytes}. */
  static String bytes(long bytes) {
    return count(bytes, "byte", "bytes");
  }

  /** As in {@code 12 %}; what is neither none nor all is not shown as such. */
  static String percent(long part, long whole) {
    if (part == 0 || whole == 0) {
      return "0 %";
    }
    double percent = 100.0 * part / whole;
    if (percent < 1) {
      return "< 1 %";
    }
    return percent > 99 && part < whole ? "> 99 %" : Math.round(percent) + " %";
  }

  /** As in {@code $12.34}; amounts that would round to nothing are shown as less than a cent. */
  static String dollars(BigDecimal amount) {
    BigDecimal rounded = amount.abs().setScale(2, RoundingMode.HALF_UP);
    String sign = amount.signum() < 0 ? "\u2212" : "";
    return rounded.signum() == 0 && amount.signum() != 0
        ? sign + "< $0.01"
        : sign + String.format(Locale.ROOT, "$%,.2f", rounded);
  }

  /** As in {@code 14 days} or {@code 36 hours}. */
  static String duration(Duration duration) {
    return duration.toHours() % 24 == 0
        ? count(duration.toDays(), "day", "days")
        : count(duration.toHours(), "hour", "hours");
  }

  /** As in {@code 2026-03-01}. */
  static String day(Instant time) {
    return DAY.format(time);
  }

  /** As in {@code 2026-03-01 03:00 UTC}. */
  static String minute(Instant time) {
    return MINUTE.format(time);
  }

  private static DateTimeFormatter formatter(String pattern) {
    return DateTimeFormatter.ofPattern(pattern, Locale.ROOT).withZone(ZoneOffset.UTC);
  }
}
