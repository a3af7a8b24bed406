package dev.storekeeper.sandbox.runtime.lambda.handlers;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Calendar;
import java.util.Date;
import java.util.Locale;
import java.util.TimeZone;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Tells the time in every way that there is, one {@code name=value} a line; the event, a number,
 * says for how many milliseconds to sleep between the first and the second telling.
 */
@SuppressWarnings({
  "JavaUtilDate",
  "JavaTimeDefaultTimeZone",
  "TimeInStaticInitializer"
}) // the very calls under test
public final class Times implements RequestStreamHandler {
  private static final Clock MADE_STATICALLY = Clock.systemUTC();
  private static final Instant INITIALISED = Instant.now();
  private final Clock madeByTheConstructor = Clock.tickMillis(ZoneOffset.UTC);

  /** A date of its own, made by the constructor of its superclass. */
  private static final class OwnDate extends Date {
    private static final long serialVersionUID = 1;
  }

  @Override
  public void handleRequest(InputStream input, OutputStream output, Context context)
      throws IOException {
    String event = new String(input.readAllBytes(), StandardCharsets.UTF_8);
    String times = tell(context);
    try {
      Thread.sleep(Long.parseLong(event));
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    times += "later=" + Instant.now() + "\n";
    output.write(times.getBytes(StandardCharsets.UTF_8));
  }

  private String tell(Context context) {
    ZoneId utc = ZoneOffset.UTC;
    Supplier<Instant> reference = Instant::now;
    LongSupplier millis = System::currentTimeMillis;
    Supplier<Date> date = Date::new;
    StringBuilder lines = new StringBuilder();
    line(lines, "static", MADE_STATICALLY.instant());
    line(lines, "constructor", madeByTheConstructor.instant());
    line(lines, "initialised", INITIALISED);
    line(lines, "systemUTC", Clock.systemUTC().instant());
    line(lines, "systemDefaultZone", Clock.systemDefaultZone().instant());
    line(lines, "system", Clock.system(utc).withZone(ZoneId.of("Asia/Tokyo")).instant());
    line(lines, "clockMillis", Instant.ofEpochMilli(Clock.systemUTC().millis()));
    line(lines, "tickMillis", Clock.tickMillis(utc).instant());
    line(lines, "tickSeconds", Clock.tickSeconds(utc).instant());
    line(lines, "tickMinutes", Clock.tickMinutes(utc).instant());
    line(lines, "source", InstantSource.system().instant());
    line(lines, "instant", Instant.now());
    line(lines, "instantReference", reference.get());
    line(lines, "millis", Instant.ofEpochMilli(System.currentTimeMillis()));
    line(lines, "millisReference", Instant.ofEpochMilli(millis.getAsLong()));
    line(lines, "date", new Date().toInstant());
    line(lines, "dateReference", date.get().toInstant());
    line(lines, "ownDate", new OwnDate().toInstant());
    line(lines, "chosenDate", chosen(lines.length() > 0).toInstant());
    line(lines, "calendar", Calendar.getInstance().toInstant());
    line(lines, "calendarZone", Calendar.getInstance(TimeZone.getDefault()).toInstant());
    line(lines, "calendarLocale", Calendar.getInstance(Locale.ROOT).toInstant());
    line(
        lines,
        "calendarBoth",
        Calendar.getInstance(TimeZone.getDefault(), Locale.ROOT).toInstant());
    line(lines, "localDateTime", LocalDateTime.now().toInstant(ZoneOffset.UTC));
    line(lines, "localDateTimeZone", LocalDateTime.now(utc).toInstant(ZoneOffset.UTC));
    line(lines, "zonedDateTime", ZonedDateTime.now().toInstant());
    line(lines, "zonedDateTimeZone", ZonedDateTime.now(ZoneId.of("Asia/Tokyo")).toInstant());
    line(lines, "offsetDateTime", OffsetDateTime.now().toInstant());
    line(lines, "offsetDateTimeZone", OffsetDateTime.now(ZoneId.of("Asia/Tokyo")).toInstant());
    lines.append("localDate=").append(LocalDate.now()).append('\n');
    lines.append("localDateZone=").append(LocalDate.now(utc)).append('\n');
    lines.append("localTime=").append(LocalDate.now(utc).atTime(LocalTime.now())).append("Z\n");
    lines.append("localTimeZone=").append(LocalDate.now().atTime(LocalTime.now(utc))).append("Z\n");
    lines.append("offsetTime=").append(OffsetTime.now().atDate(LocalDate.now())).append('\n');
    lines.append("offsetTimeZone=").append(OffsetTime.now(utc).atDate(LocalDate.now(utc)));
    lines.append("\nyear=").append(Year.now()).append("\nyearZone=").append(Year.now(utc));
    lines.append("\nyearMonth=").append(YearMonth.now());
    lines.append("\nyearMonthZone=").append(YearMonth.now(utc));
    lines.append("\nmonthDay=").append(MonthDay.now()).append("\nmonthDayZone=");
    lines.append(MonthDay.now(utc)).append("\nremaining=");
    return lines.append(context.getRemainingTimeInMillis()).append('\n').toString();
  }

  /** A date made where two ways of the code meet, so that the verifier looks closely. */
  private static Date chosen(boolean now) {
    Date chosen = now ? new Date() : new OwnDate();
    return chosen.getTime() > 0 ? chosen : new Date(0);
  }

  private static void line(StringBuilder lines, String name, Instant time) {
    lines.append(name).append('=').append(time).append('\n');
  }
}
