package dev.storekeeper.sandbox.runtime.scheduler;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.storekeeper.sandbox.runtime.time.ScheduleExpression;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import java.util.Set;

/**
 * A schedule of the default group.
 *
 * @param name its name
 * @param arn its ARN
 * @param expression when it fires, as text
 * @param zone the time zone of the expression
 * @param enabled whether it fires
 * @param startDate before this a recurring schedule does not fire, if given
 * @param endDate from this on a recurring schedule does not fire, if given
 * @param window how much later than its time it may fire, zero for not at all
 * @param target what it invokes
 * @param deleteAfterCompletion whether it goes once there is no next time
 * @param description for people, possibly empty
 * @param created when it was made
 * @param modified when it was last changed
 */
record Schedule(
    String name,
    String arn,
    String expression,
    ZoneId zone,
    boolean enabled,
    Optional<Instant> startDate,
    Optional<Instant> endDate,
    Duration window,
    ScheduleTarget target,
    boolean deleteAfterCompletion,
    String description,
    Instant created,
    Instant modified) {

  private static final Set<String> MEMBERS =
      Set.of(
          "ActionAfterCompletion",
          "ClientToken",
          "Description",
          "EndDate",
          "FlexibleTimeWindow",
          "GroupName",
          "Name",
          "ScheduleExpression",
          "ScheduleExpressionTimezone",
          "StartDate",
          "State",
          "Target");

  /**
   * Reads a schedule.
   *
   * @throws IllegalArgumentException if it is not valid or asks for what the sandbox does not do
   */
  static Schedule from(String name, String arn, Fields fields, Instant created, Instant modified) {
    fields.only(MEMBERS);
    if (!name.matches("[0-9a-zA-Z\\-_.]{1,64}")) {
      throw new IllegalArgumentException(
          "the schedule's name is '" + name + "'; expected 1 to 64 of letters, digits and .-_");
    }
    Fields window = fields.object("FlexibleTimeWindow");
    boolean flexible = window.oneOf("Mode", "", Set.of("OFF", "FLEXIBLE")).equals("FLEXIBLE");
    return new Schedule(
            name,
            arn,
            fields.required("ScheduleExpression"),
            zone(fields),
            fields.oneOf("State", "ENABLED", Set.of("ENABLED", "DISABLED")).equals("ENABLED"),
            fields.time("StartDate"),
            fields.time("EndDate"),
            flexible
                ? Duration.ofMinutes(window.number("MaximumWindowInMinutes", 1, 1440))
                : Duration.ZERO,
            ScheduleTarget.from(fields.object("Target")),
            fields
                .oneOf("ActionAfterCompletion", "NONE", Set.of("NONE", "DELETE"))
                .equals("DELETE"),
            fields.optional("Description").orElse(""),
            created,
            modified)
        .checked();
  }

  /** When it fires first at or after a time; empty if it does not fire any more. */
  Optional<Instant> next(Instant after) {
    ScheduleExpression parsed = ScheduleExpression.parse(expression, zone);
    if (expression.startsWith("at(")) {
      return parsed.next(after, created);
    }
    Instant start = startDate.orElse(modified);
    Instant from = after.isBefore(start) ? start.minusNanos(1) : after;
    return parsed.next(from, start).filter(time -> endDate.map(time::isBefore).orElse(true));
  }

  /** The schedule as GetSchedule shows it. */
  ObjectNode toJson() {
    ObjectNode json = summary();
    json.put("ScheduleExpression", expression)
        .put("ScheduleExpressionTimezone", zone.getId())
        .put("ActionAfterCompletion", deleteAfterCompletion ? "DELETE" : "NONE");
    if (!description.isEmpty()) {
      json.put("Description", description);
    }
    startDate.ifPresent(time -> json.put("StartDate", time.getEpochSecond()));
    endDate.ifPresent(time -> json.put("EndDate", time.getEpochSecond()));
    ObjectNode flexible = json.putObject("FlexibleTimeWindow");
    if (window.isZero()) {
      flexible.put("Mode", "OFF");
    } else {
      flexible.put("Mode", "FLEXIBLE").put("MaximumWindowInMinutes", window.toMinutes());
    }
    ObjectNode shown = target.json().deepCopy();
    shown.set("RetryPolicy", target.retryPolicy().toJson());
    return json.set("Target", shown);
  }

  /** The schedule as ListSchedules shows it. */
  ObjectNode summary() {
    ObjectNode json =
        JsonNodeFactory.instance
            .objectNode()
            .put("Arn", arn)
            .put("Name", name)
            .put("GroupName", "default")
            .put("State", enabled ? "ENABLED" : "DISABLED")
            .put("CreationDate", created.getEpochSecond())
            .put("LastModificationDate", modified.getEpochSecond());
    json.putObject("Target").put("Arn", target.arn());
    return json;
  }

  private Schedule checked() {
    ScheduleExpression.parse(expression, zone);
    if (startDate.isPresent() && endDate.isPresent() && !startDate.get().isBefore(endDate.get())) {
      throw new IllegalArgumentException(
          "schedule "
              + name
              + " has the StartDate "
              + startDate.get()
              + ", which is not before its EndDate "
              + endDate.get());
    }
    return this;
  }

  private static ZoneId zone(Fields fields) {
    String zone = fields.optional("ScheduleExpressionTimezone").orElse("UTC");
    try {
      return ZoneId.of(zone);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          fields.owner()
              + "'s ScheduleExpressionTimezone is '"
              + zone
              + "'; expected a time zone as Europe/Berlin",
          e);
    }
  }
}
