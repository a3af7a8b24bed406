package dev.storekeeper.sandbox.runtime.lambda.bootstrap;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Calendar;
import java.util.Date;
import java.util.Locale;
import java.util.TimeZone;

/**
 * The time that a function sees: the machine's, as far ahead as the sandbox's clock was when the
 * invocation began. The function's code calls these methods in place of the JDK's, see {@link
 * ClockCalls}. Clocks that were made before go by it too.
 */
public final class FunctionClock {
  private static volatile Duration ahead = Duration.ZERO;

  private FunctionClock() {}

  /** Sets how far the function's time is ahead of the machine's. */
  static void set(Duration duration) {
    ahead = duration;
  }

  /** For {@link Instant#now()}. */
  public static Instant instant() {
    return Instant.now().plus(ahead);
  }

  /** For {@link System#currentTimeMillis()}. */
  public static long currentTimeMillis() {
    return System.currentTimeMillis() + ahead.toMillis();
  }

  /** For {@link Clock#systemUTC()}. */
  public static Clock systemUTC() {
    return new Ahead(ZoneOffset.UTC);
  }

  /** For {@link Clock#systemDefaultZone()}. */
  public static Clock systemDefaultZone() {
    return new Ahead(ZoneId.systemDefault());
  }

  /** For {@link Clock#system(ZoneId)}. */
  public static Clock system(ZoneId zone) {
    return new Ahead(zone);
  }

  /** For {@link InstantSource#system()}. */
  public static InstantSource source() {
    return systemUTC();
  }

  /** For {@link Clock#tickMillis(ZoneId)}. */
  public static Clock tickMillis(ZoneId zone) {
    return Clock.tick(system(zone), Duration.ofMillis(1));
  }

  /** For {@link Clock#tickSeconds(ZoneId)}. */
  public static Clock tickSeconds(ZoneId zone) {
    return Clock.tick(system(zone), Duration.ofSeconds(1));
  }

  /** For {@link Clock#tickMinutes(ZoneId)}. */
  public static Clock tickMinutes(ZoneId zone) {
    return Clock.tick(system(zone), Duration.ofMinutes(1));
  }

  /** For {@code Date::new}. */
  public static Date date() {
    return Date.from(instant());
  }

  /** For {@link Calendar#getInstance()}. */
  public static Calendar calendar() {
    return now(Calendar.getInstance());
  }

  /** For {@link Calendar#getInstance(TimeZone)}. */
  public static Calendar calendar(TimeZone zone) {
    return now(Calendar.getInstance(zone));
  }

  /** For {@link Calendar#getInstance(Locale)}. */
  public static Calendar calendar(Locale locale) {
    return now(Calendar.getInstance(locale));
  }

  /** For {@link Calendar#getInstance(TimeZone, Locale)}. */
  public static Calendar calendar(TimeZone zone, Locale locale) {
    return now(Calendar.getInstance(zone, locale));
  }

  private static Calendar now(Calendar calendar) {
    calendar.setTimeInMillis(currentTimeMillis());
    return calendar;
  }

  private static final class Ahead extends Clock {
    private final ZoneId zone;

    Ahead(ZoneId zone) {
      this.zone = zone;
    }

    @Override
    public ZoneId getZone() {
      return zone;
    }

    @Override
    public Clock withZone(ZoneId other) {
      return new Ahead(other);
    }

    @Override
    public Instant instant() {
      return FunctionClock.instant();
    }

    @Override
    public long millis() {
      return currentTimeMillis();
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Ahead same && zone.equals(same.zone);
    }

    @Override
    public int hashCode() {
      return zone.hashCode();
    }

    @Override
    public String toString() {
      return "SystemClock[" + zone + "]";
    }
  }
}
