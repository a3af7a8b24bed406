package dev.storekeeper.sandbox.runtime.events;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.storekeeper.sandbox.runtime.Account;
import dev.storekeeper.sandbox.runtime.AwsException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The operations on rules and their targets. */
final class RuleOperations {
  private final Account account;
  private final EventBuses buses;

  RuleOperations(Account account, EventBuses buses) {
    this.account = account;
    this.buses = buses;
  }

  synchronized ObjectNode putRule(Arguments arguments) {
    EventBus bus = buses.bus(arguments.text("EventBusName"));
    String name = arguments.required("Name");
    Rule rule =
        valid(() ->
            new Rule(
                name,
                arn(bus, name),
                bus.name(),
                arguments.optional("EventPattern").filter(text -> !text.isEmpty()),
                arguments.optional("ScheduleExpression").filter(text -> !text.isEmpty()),
                RuleState.of(arguments.text("State")),
                arguments.text("Description"),
                arguments.text("RoleArn"),
                bus.rule(name).map(Rule::targets).orElse(List.of())));
    buses.put(rule);
    return object().put("RuleArn", rule.arn());
  }

  synchronized ObjectNode deleteRule(Arguments arguments) {
    EventBus bus = buses.bus(arguments.text("EventBusName"));
    String name = arguments.required("Name");
    if (bus.rule(name).filter(rule -> !rule.targets().isEmpty()).isPresent()) {
      throw new AwsException(
          400, "ValidationException", "Rule can't be deleted since it has targets.");
    }
    buses.removeRule(bus, name);
    return object();
  }

  ObjectNode describeRule(Arguments arguments) {
    return rule(arguments, "Name").toJson().put("CreatedBy", account.id());
  }

  ObjectNode listRules(Arguments arguments) {
    ArrayNode rules = JsonNodeFactory.instance.arrayNode();
    String prefix = arguments.text("NamePrefix");
    for (Rule rule : buses.bus(arguments.text("EventBusName")).rules()) {
      if (rule.name().startsWith(prefix)) {
        rules.add(rule.toJson());
      }
    }
    return object().set("Rules", rules);
  }

  synchronized ObjectNode setState(Arguments arguments, RuleState state) {
    buses.put(rule(arguments, "Name").withState(state));
    return object();
  }

  synchronized ObjectNode putTargets(Arguments arguments) {
    Rule rule = rule(arguments, "Rule");
    List<Target> targets = new ArrayList<>(rule.targets());
    for (JsonNode node : arguments.list("Targets")) {
      Target target = target(node);
      targets.removeIf(existing -> existing.id().equals(target.id()));
      targets.add(target);
    }
    buses.put(withTargets(rule, targets));
    return object().put("FailedEntryCount", 0).set("FailedEntries", array());
  }

  synchronized ObjectNode removeTargets(Arguments arguments) {
    Rule rule = rule(arguments, "Rule");
    List<Target> targets = new ArrayList<>(rule.targets());
    ArrayNode failed = array();
    for (JsonNode id : arguments.list("Ids")) {
      if (!targets.removeIf(target -> target.id().equals(id.asText()))) {
        failed
            .addObject()
            .put("TargetId", id.asText())
            .put("ErrorCode", "ResourceNotFoundException")
            .put("ErrorMessage", "Rule " + rule.name() + " has no target " + id.asText() + ".");
      }
    }
    buses.put(rule.withTargets(targets));
    return object().put("FailedEntryCount", failed.size()).set("FailedEntries", failed);
  }

  ObjectNode listTargets(Arguments arguments) {
    ArrayNode targets = array();
    rule(arguments, "Rule").targets().forEach(target -> targets.add(target.json()));
    return object().set("Targets", targets);
  }

  /** Adds the rule of a template's {@code AWS::Events::Rule}. */
  synchronized void provision(String name, Arguments properties) {
    EventBus bus = buses.bus(properties.text("EventBusName"));
    JsonNode pattern = properties.body().path("EventPattern");
    List<Target> targets = new ArrayList<>();
    properties.body().path("Targets").forEach(node -> targets.add(target(node)));
    Rule rule =
        new Rule(
            name,
            arn(bus, name),
            bus.name(),
            pattern.isMissingNode() ? Optional.empty() : Optional.of(pattern.toString()),
            properties.optional("ScheduleExpression"),
            RuleState.of(properties.text("State")),
            properties.text("Description"),
            properties.text("RoleArn"),
            List.of());
    buses.put(withTargets(rule, targets));
  }

  private static Rule withTargets(Rule rule, List<Target> targets) {
    if (targets.size() > 5) {
      throw new AwsException(
          400,
          "LimitExceededException",
          "rule " + rule.name() + " has " + targets.size() + " targets; at most 5");
    }
    return rule.withTargets(targets);
  }

  private static Target target(JsonNode node) {
    Target target = valid(() -> Target.from(node));
    if (target.arn().contains(":event-bus/") && !(target.input() instanceof Target.Input.Whole)) {
      throw new AwsException(
          400,
          "ValidationException",
          "target " + target.id() + " is a bus: it gets whole events, no Input of its own");
    }
    return target;
  }

  private Rule rule(Arguments arguments, String member) {
    String name = arguments.required(member);
    EventBus bus = buses.bus(arguments.text("EventBusName"));
    return bus.rule(name)
        .orElseThrow(() ->
            new AwsException(
                400,
                "ResourceNotFoundException",
                "Rule " + name + " does not exist on EventBus " + bus.name() + "."));
  }

  private String arn(EventBus bus, String name) {
    return account.arn(
        "events", "rule/" + (bus.name().equals("default") ? "" : bus.name() + "/") + name);
  }

  private static <T> T valid(java.util.function.Supplier<T> reading) {
    try {
      return reading.get();
    } catch (IllegalArgumentException e) {
      AwsException invalid =
          new AwsException(400, "ValidationException", String.valueOf(e.getMessage()));
      invalid.initCause(e);
      throw invalid;
    }
  }

  private static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  private static ArrayNode array() {
    return JsonNodeFactory.instance.arrayNode();
  }
}
