package dev.storekeeper.sandbox.runtime.time;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;

/**
 * When something recurs, or happens once: {@code rate(...)}, {@code cron(...)} or {@code at(...)}
 * as EventBridge and EventBridge Scheduler read them ("Schedule types in EventBridge Scheduler").
 */
public sealed interface ScheduleExpression permits RateExpression, CronExpression, AtExpression {
  /**
   * The first time strictly after a given one.
   *
   * @param after the time to look on from
   * @param start when the schedule began; only a rate counts from it
   * @return empty if there is none
   */
  Optional<Instant> next(Instant after, Instant start);

  /**
   * Reads an expression.
   *
   * @param text for example {@code cron(0 9 ? * MON-FRI *)}
   * @param zone where its local times are meant; of no effect on a rate
   * @throws IllegalArgumentException if it is none, with what was found and what is expected
   */
  static ScheduleExpression parse(String text, ZoneId zone) {
    int open = text.indexOf('(');
    if (open < 0 || !text.endsWith(")")) {
      throw new IllegalArgumentException(
          "schedule expression '" + text + "' is neither rate(...), cron(...) nor at(...)");
    }
    String inner = text.substring(open + 1, text.length() - 1).strip();
    return switch (text.substring(0, open)) {
      case "rate" -> RateExpression.of(inner);
      case "cron" -> CronExpression.of(inner, zone);
      case "at" -> AtExpression.of(inner, zone);
      default ->
          throw new IllegalArgumentException(
              "schedule expression '"
                  + text
                  + "' begins with '"
                  + text.substring(0, open)
                  + "'; expected rate, cron or at");
    };
  }
}
