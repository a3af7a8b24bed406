package dev.storekeeper.sandbox.runtime.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;

class ScheduleExpressionTest {
  @ParameterizedTest(name = "{0} in {1} after {2}")
  @CsvFileSource(
      resources = "schedule-expressions.csv",
      delimiter = '|',
      numLinesToSkip = 1,
      ignoreLeadingAndTrailingWhitespace = true)
  void expressionFiresNextAtTheListedTimes(
      String expression, String zone, Instant after, String expected) {
    ScheduleExpression schedule = ScheduleExpression.parse(expression, ZoneId.of(zone));
    List<String> times = new ArrayList<>();
    int wanted = expected.split(" ").length;
    Instant from = after;
    while (times.size() < wanted) {
      var next = schedule.next(from, after);
      times.add(next.map(Instant::toString).orElse("never"));
      if (next.isEmpty()) {
        break;
      }
      from = next.get();
    }
    assertThat(String.join(" ", times)).isEqualTo(expected);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "every day | neither rate(...), cron(...) nor at(...)",
        "each(1 day) | begins with 'each'; expected rate, cron or at",
        "rate(5) | not of the form rate(value unit)",
        "rate(0 minutes) | not of the form rate(value unit)",
        "rate(-5 minutes) | not of the form rate(value unit)",
        "rate(1.5 hours) | not of the form rate(value unit)",
        "rate(1 minutes) | unit 'minutes'; expected minute, hour or day",
        "rate(5 minute) | unit 'minute'; expected minutes, hours or days",
        "rate(30 seconds) | unit 'seconds'; expected minutes, hours or days",
        "cron(* * * * *) | has 5 fields; expected 6",
        "cron(0 10 * * ? * *) | has 7 fields; expected 6",
        "cron(0 10 * * * *) | expected ? in exactly one of them",
        "cron(0 10 ? * ? *) | expected ? in exactly one of them",
        "cron(0 10 1 * MON *) | expected ? in exactly one of them",
        "cron(60 10 * * ? *) | the minutes field '60' has 60; expected 0-59",
        "cron(0 24 * * ? *) | the hours field '24' has 24; expected 0-23",
        "cron(0 10 0 * ? *) | the day-of-month field '0' has 0; expected 1-31",
        "cron(0 10 32 * ? *) | the day-of-month field '32' has 32; expected 1-31",
        "cron(0 10 1 13 ? *) | the month field '13' has 13; expected 1-12 or JAN-DEC",
        "cron(0 10 1 FOO ? *) | the month field 'FOO' has 'FOO'; expected 1-12 or JAN-DEC",
        "cron(0 10 ? * 0 *) | the day-of-week field '0' has 0; expected 1-7 or SUN-SAT",
        "cron(0 10 ? * 8 *) | the day-of-week field '8' has 8; expected 1-7 or SUN-SAT",
        "cron(0 10 ? * MON/2 *) | has the step 'MON/2'",
        "cron(0 10 ? * 3#6 *) | has '#6', which is not #1 to #5",
        "cron(0 10 ? * 3#1,6#3 *) | has '#1,6#3', which is not #1 to #5",
        "cron(0 10 ? * 2L,3L *) | '2L'",
        "cron(0 10 L,15 * ? *) | the day-of-month field 'L,15' has 'L'",
        "cron(0 10 L-3 * ? *) | has 'L'",
        "cron(0 10 32W * ? *) | has 32",
        "cron(0 10 1 * ? 1969) | the year field '1969' has 1969; expected 1970-2199",
        "cron(0 10 1 * ? 2200) | has 2200; expected 1970-2199",
        "cron(5-2 10 1 * ? *) | has the range '5-2' that ends before it begins",
        "cron(*/0 10 1 * ? *) | has the step '0' that is no positive number",
        "cron(1,,2 10 1 * ? *) | has an empty part",
        "cron(? 10 1 * ? *) | the minutes field '?' has '?'",
        "at(2026-02-30T10:00:00) | not of the form at(yyyy-mm-ddThh:mm:ss)",
        "at(2026-02-20 10:00:00) | not of the form at(yyyy-mm-ddThh:mm:ss)",
        "at(2026-02-20T10:00:00Z) | not of the form at(yyyy-mm-ddThh:mm:ss)",
      })
  void invalidExpressionIsRefusedWithWhatWasFoundAndExpected(String expression, String message) {
    assertThatThrownBy(() -> ScheduleExpression.parse(expression, ZoneId.of("UTC")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }
}
