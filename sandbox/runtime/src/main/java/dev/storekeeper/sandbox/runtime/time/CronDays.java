package dev.storekeeper.sandbox.runtime.time;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.TemporalAdjusters;
import java.util.BitSet;
import java.util.Locale;

/** Which days of a month a cron expression means: its day-of-month and day-of-week fields. */
sealed interface CronDays {
  /** The days of a month, as numbers from 1. */
  BitSet in(YearMonth month);

  /** Every day of the month in a set. */
  record OfMonth(BitSet days) implements CronDays {
    @Override
    public BitSet in(YearMonth month) {
      BitSet result = (BitSet) days.clone();
      result.clear(month.lengthOfMonth() + 1, 32);
      return result;
    }
  }

  /** The weekdays (Sunday is 1) in a set. */
  record OfWeek(BitSet weekdays) implements CronDays {
    @Override
    public BitSet in(YearMonth month) {
      BitSet result = new BitSet(32);
      for (int day = 1; day <= month.lengthOfMonth(); day++) {
        if (weekdays.get(month.atDay(day).getDayOfWeek().getValue() % 7 + 1)) {
          result.set(day);
        }
      }
      return result;
    }
  }

  /** {@code L}: the last day of the month. */
  record Last() implements CronDays {
    @Override
    public BitSet in(YearMonth month) {
      return only(month.lengthOfMonth());
    }
  }

  /**
   * {@code nW}: the weekday nearest to a day, within its month; none if the month lacks the day.
   */
  record NearestWeekday(int day) implements CronDays {
    @Override
    public BitSet in(YearMonth month) {
      return day > month.lengthOfMonth() ? new BitSet() : nearestWeekday(month, day);
    }
  }

  /** {@code LW}: the last weekday of the month. */
  record LastWeekday() implements CronDays {
    @Override
    public BitSet in(YearMonth month) {
      return nearestWeekday(month, month.lengthOfMonth());
    }
  }

  /** {@code n#k}: the k-th of a weekday, none if the month has fewer. */
  record Nth(DayOfWeek weekday, int nth) implements CronDays {
    @Override
    public BitSet in(YearMonth month) {
      LocalDate date = month.atDay(1).with(TemporalAdjusters.dayOfWeekInMonth(nth, weekday));
      return YearMonth.from(date).equals(month) ? only(date.getDayOfMonth()) : new BitSet();
    }
  }

  /** {@code nL}: the last of a weekday. */
  record LastOfWeek(DayOfWeek weekday) implements CronDays {
    @Override
    public BitSet in(YearMonth month) {
      return only(month.atDay(1).with(TemporalAdjusters.lastInMonth(weekday)).getDayOfMonth());
    }
  }

  /** Reads the two fields, of which exactly one is {@code ?}. */
  static CronDays of(String dayOfMonth, String dayOfWeek) {
    boolean anyOfMonth = dayOfMonth.equals("?");
    if (anyOfMonth == dayOfWeek.equals("?")) {
      throw new IllegalArgumentException(
          "the day-of-month field is '"
              + dayOfMonth
              + "' and the day-of-week field is '"
              + dayOfWeek
              + "'; expected ? in exactly one of them");
    }
    return anyOfMonth ? ofWeek(dayOfWeek) : ofMonth(dayOfMonth);
  }

  private static CronDays ofMonth(String text) {
    String upper = text.toUpperCase(Locale.ROOT);
    if (upper.equals("L")) {
      return new Last();
    }
    if (upper.equals("LW") || upper.equals("WL")) {
      return new LastWeekday();
    }
    if (upper.endsWith("W")) {
      return new NearestWeekday(
          CronField.DAY_OF_MONTH.number(text.substring(0, text.length() - 1), text));
    }
    return new OfMonth(CronField.DAY_OF_MONTH.parse(text));
  }

  private static CronDays ofWeek(String text) {
    String upper = text.toUpperCase(Locale.ROOT);
    if (upper.equals("L")) {
      return new OfWeek(CronField.DAY_OF_WEEK.parse("SAT"));
    }
    int hash = text.indexOf('#');
    if (hash >= 0) {
      String nth = text.substring(hash + 1);
      if (!nth.matches("[1-5]")) {
        throw CronField.DAY_OF_WEEK.invalid(text, "has '#" + nth + "', which is not #1 to #5");
      }
      return new Nth(weekday(text.substring(0, hash), text), Integer.parseInt(nth));
    }
    if (upper.endsWith("L")) {
      return new LastOfWeek(weekday(text.substring(0, text.length() - 1), text));
    }
    return new OfWeek(CronField.DAY_OF_WEEK.parse(text));
  }

  private static DayOfWeek weekday(String part, String text) {
    return DayOfWeek.SATURDAY.plus(CronField.DAY_OF_WEEK.number(part, text));
  }

  private static BitSet nearestWeekday(YearMonth month, int day) {
    int last = month.lengthOfMonth();
    return only(
        switch (month.atDay(day).getDayOfWeek()) {
          case SATURDAY -> day == 1 ? 3 : day - 1;
          case SUNDAY -> day == last ? day - 2 : day + 1;
          default -> day;
        });
  }

  private static BitSet only(int day) {
    BitSet days = new BitSet(32);
    days.set(day);
    return days;
  }
}
