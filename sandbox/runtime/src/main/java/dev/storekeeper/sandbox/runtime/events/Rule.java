package dev.storekeeper.sandbox.runtime.events;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.storekeeper.sandbox.runtime.time.ScheduleExpression;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/**
 * A rule of a bus.
 *
 * @param name unique within the bus
 * @param arn its ARN
 * @param busName the bus's name
 * @param pattern which events it matches, if it matches any
 * @param schedule when it fires, if it does by itself
 * @param state whether it does anything
 * @param description for people, possibly empty
 * @param roleArn kept and shown, possibly empty
 * @param targets where its events go
 */
record Rule(
    String name,
    String arn,
    String busName,
    Optional<String> pattern,
    Optional<String> schedule,
    RuleState state,
    String description,
    String roleArn,
    List<Target> targets) {

  Rule {
    targets = List.copyOf(targets);
    if (!name.matches("[.\\-_A-Za-z0-9]{1,64}")) {
      throw new IllegalArgumentException(
          "the rule's name is '" + name + "'; expected 1 to 64 of letters, digits and .-_");
    }
    if (pattern.isEmpty() && schedule.isEmpty()) {
      throw new IllegalArgumentException(
          "rule " + name + " has neither EventPattern nor ScheduleExpression");
    }
    if (schedule.isPresent() && !busName.equals("default")) {
      throw new IllegalArgumentException(
          "rule " + name + " has a ScheduleExpression; only rules of the default bus may");
    }
    pattern.ifPresent(EventPatterns::checked);
    schedule.ifPresent(Rule::expression);
  }

  /** When this rule fires; in UTC, as rules always do. */
  Optional<ScheduleExpression> expression() {
    return schedule.map(Rule::expression);
  }

  boolean enabled() {
    return state.enabled();
  }

  Rule withTargets(List<Target> changed) {
    return new Rule(name, arn, busName, pattern, schedule, state, description, roleArn, changed);
  }

  Rule withState(RuleState changed) {
    return new Rule(name, arn, busName, pattern, schedule, changed, description, roleArn, targets);
  }

  /** The rule as DescribeRule and ListRules show it. */
  ObjectNode toJson() {
    ObjectNode json =
        JsonNodeFactory.instance
            .objectNode()
            .put("Name", name)
            .put("Arn", arn)
            .put("EventBusName", busName)
            .put("State", state.name());
    pattern.ifPresent(text -> json.put("EventPattern", text));
    schedule.ifPresent(text -> json.put("ScheduleExpression", text));
    if (!description.isEmpty()) {
      json.put("Description", description);
    }
    if (!roleArn.isEmpty()) {
      json.put("RoleArn", roleArn);
    }
    return json;
  }

  private static ScheduleExpression expression(String text) {
    if (text.startsWith("at(")) {
      throw new IllegalArgumentException(
          "a rule's ScheduleExpression is '" + text + "'; expected rate(...) or cron(...)");
    }
    return ScheduleExpression.parse(text, ZoneOffset.UTC);
  }
}
