package dev.storekeeper.sandbox.runtime.time;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/**
 * {@code cron(minutes hours day-of-month month day-of-week year)}. Of local times that daylight
 * saving repeats only the first counts, and those that it skips are skipped, as EventBridge
 * Scheduler does.
 *
 * @param minutes 0-59
 * @param hours 0-23
 * @param days the days of a month
 * @param months 1-12
 * @param years 1970-2199
 * @param zone where the local times are meant
 */
record CronExpression(
    BitSet minutes, BitSet hours, CronDays days, BitSet months, BitSet years, ZoneId zone)
    implements ScheduleExpression {

  static CronExpression of(String inner, ZoneId zone) {
    String[] fields = inner.split("\\s+", -1);
    if (fields.length != 6) {
      throw new IllegalArgumentException(
          "cron("
              + inner
              + ") has "
              + fields.length
              + " fields; expected 6: minutes hours day-of-month month day-of-week year");
    }
    try {
      return new CronExpression(
          CronField.MINUTES.parse(fields[0]),
          CronField.HOURS.parse(fields[1]),
          CronDays.of(fields[2], fields[4]),
          CronField.MONTH.parse(fields[3]),
          CronField.YEAR.parse(fields[5]),
          zone);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("cron(" + inner + "): " + e.getMessage(), e);
    }
  }

  @Override
  public Optional<Instant> next(Instant after, Instant start) {
    LocalDateTime from = LocalDateTime.ofInstant(after, zone);
    YearMonth first = YearMonth.from(from);
    for (int year = years.nextSetBit(Math.max(0, first.getYear()));
        year >= 0;
        year = years.nextSetBit(year + 1)) {
      for (int month = months.nextSetBit(1); month >= 0; month = months.nextSetBit(month + 1)) {
        YearMonth candidate = YearMonth.of(year, month);
        if (!candidate.isBefore(first)) {
          Optional<Instant> found = inMonth(candidate, from, after);
          if (found.isPresent()) {
            return found;
          }
        }
      }
    }
    return Optional.empty();
  }

  private Optional<Instant> inMonth(YearMonth month, LocalDateTime from, Instant after) {
    BitSet matching = days.in(month);
    for (int day = matching.nextSetBit(1); day >= 0; day = matching.nextSetBit(day + 1)) {
      if (month.atDay(day).isBefore(from.toLocalDate())) {
        continue;
      }
      for (int hour = hours.nextSetBit(0); hour >= 0; hour = hours.nextSetBit(hour + 1)) {
        for (int minute = minutes.nextSetBit(0);
            minute >= 0;
            minute = minutes.nextSetBit(minute + 1)) {
          Optional<Instant> time = occurrence(month.atDay(day).atTime(hour, minute));
          if (time.isPresent() && time.get().isAfter(after)) {
            return time;
          }
        }
      }
    }
    return Optional.empty();
  }

  private Optional<Instant> occurrence(LocalDateTime local) {
    List<ZoneOffset> offsets = zone.getRules().getValidOffsets(local);
    return offsets.isEmpty() ? Optional.empty() : Optional.of(local.toInstant(offsets.getFirst()));
  }
}
