package dev.storekeeper.sandbox.runtime.template;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Turns the events of a SAM function into rules, schedules, mappings, subscriptions and routes. */
final class EventExpansion {
  private final Problems problems;
  private final ShapeChecker checker;
  private final Map<String, Shape> shapes;
  private final Expanded into;
  private final HttpApis apis;

  EventExpansion(
      Problems problems, ShapeChecker checker, ResourceTypes types, Expanded into, HttpApis apis) {
    this.problems = problems;
    this.checker = checker;
    this.shapes = types.get("AWS::Serverless::Function").events();
    this.into = into;
    this.apis = apis;
  }

  void expand(Trigger trigger) {
    if (!(trigger.event() instanceof Value.Mapping event) || event.text("Type").isEmpty()) {
      return;
    }
    String type = event.text("Type").get();
    Shape shape = shapes.get(type);
    if (shape == null) {
      problems.add(
          event.get("Type").map(Value::at).orElse(event.at()),
          "unknown event type " + type + Suggestion.of(type, shapes.keySet()));
      return;
    }
    checker.check(
        event.get("Properties").orElse(trigger.properties()), shape, "an event of type " + type);
    switch (type) {
      case "EventBridgeRule" -> rule(trigger, "RuleName");
      case "Schedule" -> rule(trigger, "Name");
      case "ScheduleV2" -> schedule(trigger);
      case "SQS" -> mapping(trigger, "Queue");
      case "DynamoDB" -> mapping(trigger, "Stream");
      case "SNS" -> subscription(trigger);
      case "HttpApi" -> apis.route(trigger);
      default -> throw new IllegalStateException("no expansion of events of type " + type);
    }
  }

  private void rule(Trigger trigger, String nameProperty) {
    Value.Mapping properties = trigger.properties();
    Location at = properties.at();
    Value target =
        new ObjectBuilder(at)
            .put("Arn", trigger.invoked())
            .put(
                "Id",
                properties
                    .mapping("Target")
                    .flatMap(own -> own.get("Id"))
                    .orElse(Value.text(at, trigger.id() + "LambdaTarget")))
            .copy(
                properties,
                "Input",
                "InputPath",
                "InputTransformer",
                "RetryPolicy",
                "DeadLetterConfig")
            .build();
    Value.Mapping rule =
        new ObjectBuilder(at)
            .put("EventPattern", properties.get("Pattern"))
            .put("ScheduleExpression", properties.get("Schedule"))
            .put("Name", properties.get(nameProperty))
            .put("State", state(properties))
            .copy(properties, "EventBusName", "Description")
            .put("Targets", List.of(target))
            .build();
    into.add(trigger.function().derive(trigger.id(), "AWS::Events::Rule", rule));
    into.add(trigger.permission("events.amazonaws.com", Value.attribute(at, trigger.id(), "Arn")));
  }

  private Optional<Value> state(Value.Mapping properties) {
    Optional<Value> enabled = properties.get("Enabled");
    if (enabled.isPresent() && properties.get("State").isPresent()) {
      problems.add(enabled.get().at(), "expected one of Enabled and State, not both");
    }
    return properties
        .get("State")
        .or(() ->
            enabled.map(value ->
                Value.text(
                    value.at(),
                    value.text().equals(Optional.of("false")) ? "DISABLED" : "ENABLED")));
  }

  private void schedule(Trigger trigger) {
    Value.Mapping properties = trigger.properties();
    Location at = properties.at();
    if (properties.get("RoleArn").isEmpty()) {
      into.add(ScheduleRole.of(trigger));
    }
    Value target =
        new ObjectBuilder(at)
            .put("Arn", trigger.invoked())
            .put(
                "RoleArn",
                properties
                    .get("RoleArn")
                    .orElse(Value.attribute(at, ScheduleRole.idOf(trigger), "Arn")))
            .copy(properties, "Input", "RetryPolicy", "DeadLetterConfig")
            .build();
    Value.Mapping schedule =
        new ObjectBuilder(at)
            .put("Name", scheduleName(trigger))
            .copy(
                properties,
                "ScheduleExpression",
                "ScheduleExpressionTimezone",
                "Description",
                "State",
                "StartDate",
                "EndDate",
                "GroupName")
            .put(
                "FlexibleTimeWindow",
                properties
                    .get("FlexibleTimeWindow")
                    .orElse(new ObjectBuilder(at).put("Mode", "OFF").build()))
            .put("Target", target)
            .build();
    into.add(trigger.function().derive(trigger.id(), "AWS::Scheduler::Schedule", schedule));
  }

  /** SAM names a schedule by function and event alone, unless it is told not to. */
  private Optional<Value> scheduleName(Trigger trigger) {
    Value.Mapping properties = trigger.properties();
    boolean omitted = properties.text("OmitName").equals(Optional.of("true"));
    if (omitted && properties.get("Name").isPresent()) {
      problems.add(properties.at().member("OmitName"), "cannot be true beside a Name");
    }
    return omitted
        ? Optional.empty()
        : properties.get("Name").or(() -> Optional.of(Value.text(properties.at(), trigger.id())));
  }

  private void mapping(Trigger trigger, String source) {
    Value.Mapping properties = trigger.properties();
    Value.Mapping mapping =
        new ObjectBuilder(properties.at())
            .put("FunctionName", trigger.invoked())
            .put("EventSourceArn", properties.get(source))
            .copy(
                properties,
                "BatchSize",
                "MaximumBatchingWindowInSeconds",
                "FunctionResponseTypes",
                "BisectBatchOnFunctionError",
                "MaximumRetryAttempts",
                "MaximumRecordAgeInSeconds",
                "ParallelizationFactor",
                "TumblingWindowInSeconds",
                "StartingPosition",
                "FilterCriteria",
                "ScalingConfig",
                "Enabled")
            .put("DestinationConfig", properties.mapping("DestinationConfig").map(Trigger::untyped))
            .build();
    into.add(trigger.function().derive(trigger.id(), "AWS::Lambda::EventSourceMapping", mapping));
  }

  private void subscription(Trigger trigger) {
    Value.Mapping properties = trigger.properties();
    Value.Mapping subscription =
        new ObjectBuilder(properties.at())
            .put("TopicArn", properties.get("Topic"))
            .put("Protocol", "lambda")
            .put("Endpoint", trigger.invoked())
            .copy(properties, "FilterPolicy", "FilterPolicyScope", "RedrivePolicy")
            .build();
    into.add(trigger.function().derive(trigger.id(), "AWS::SNS::Subscription", subscription));
    properties
        .get("Topic")
        .ifPresent(topic -> into.add(trigger.permission("sns.amazonaws.com", topic)));
  }
}
