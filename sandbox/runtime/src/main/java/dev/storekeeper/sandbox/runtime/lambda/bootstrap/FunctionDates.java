package dev.storekeeper.sandbox.runtime.lambda.bootstrap;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZonedDateTime;

/**
 * The dates and times of day that a function sees by {@link FunctionClock}: each method stands for
 * {@code now} of the type that it returns, see {@link ClockCalls}.
 */
public final class FunctionDates {
  private FunctionDates() {}

  /** For {@code LocalDate.now()}. */
  public static LocalDate localDate() {
    return LocalDate.now(FunctionClock.systemDefaultZone());
  }

  /** For {@code LocalDate.now(zone)}. */
  public static LocalDate localDate(ZoneId zone) {
    return LocalDate.now(FunctionClock.system(zone));
  }

  /** For {@code LocalTime.now()}. */
  public static LocalTime localTime() {
    return LocalTime.now(FunctionClock.systemDefaultZone());
  }

  /** For {@code LocalTime.now(zone)}. */
  public static LocalTime localTime(ZoneId zone) {
    return LocalTime.now(FunctionClock.system(zone));
  }

  /** For {@code LocalDateTime.now()}. */
  public static LocalDateTime localDateTime() {
    return LocalDateTime.now(FunctionClock.systemDefaultZone());
  }

  /** For {@code LocalDateTime.now(zone)}. */
  public static LocalDateTime localDateTime(ZoneId zone) {
    return LocalDateTime.now(FunctionClock.system(zone));
  }

  /** For {@code ZonedDateTime.now()}. */
  public static ZonedDateTime zonedDateTime() {
    return ZonedDateTime.now(FunctionClock.systemDefaultZone());
  }

  /** For {@code ZonedDateTime.now(zone)}. */
  public static ZonedDateTime zonedDateTime(ZoneId zone) {
    return ZonedDateTime.now(FunctionClock.system(zone));
  }

  /** For {@code OffsetDateTime.now()}. */
  public static OffsetDateTime offsetDateTime() {
    return OffsetDateTime.now(FunctionClock.systemDefaultZone());
  }

  /** For {@code OffsetDateTime.now(zone)}. */
  public static OffsetDateTime offsetDateTime(ZoneId zone) {
    return OffsetDateTime.now(FunctionClock.system(zone));
  }

  /** For {@code OffsetTime.now()}. */
  public static OffsetTime offsetTime() {
    return OffsetTime.now(FunctionClock.systemDefaultZone());
  }

  /** For {@code OffsetTime.now(zone)}. */
  public static OffsetTime offsetTime(ZoneId zone) {
    return OffsetTime.now(FunctionClock.system(zone));
  }

  /** For {@code Year.now()}. */
  public static Year year() {
    return Year.now(FunctionClock.systemDefaultZone());
  }

  /** For {@code Year.now(zone)}. */
  public static Year year(ZoneId zone) {
    return Year.now(FunctionClock.system(zone));
  }

  /** For {@code YearMonth.now()}. */
  public static YearMonth yearMonth() {
    return YearMonth.now(FunctionClock.systemDefaultZone());
  }

  /** For {@code YearMonth.now(zone)}. */
  public static YearMonth yearMonth(ZoneId zone) {
    return YearMonth.now(FunctionClock.system(zone));
  }

  /** For {@code MonthDay.now()}. */
  public static MonthDay monthDay() {
    return MonthDay.now(FunctionClock.systemDefaultZone());
  }

  /** For {@code MonthDay.now(zone)}. */
  public static MonthDay monthDay(ZoneId zone) {
    return MonthDay.now(FunctionClock.system(zone));
  }
}
