package dev.storekeeper.sandbox.runtime.template;

import dev.storekeeper.sandbox.runtime.iam.policy.ManagedPolicies;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The role that SAM generates for a function that names none. */
final class FunctionRole {
  private static final Map<String, String> EVENT_POLICIES =
      Map.of("SQS", "AWSLambdaSQSQueueExecutionRole", "DynamoDB", "AWSLambdaDynamoDBExecutionRole");
  private static final Map<String, String> SEND_ACTIONS =
      Map.of(
          "SQS", "sqs:SendMessage",
          "SNS", "sns:Publish",
          "Lambda", "lambda:InvokeFunction",
          "EventBridge", "events:PutEvents");

  private final Problems problems;
  private final ManagedPolicies managed;

  FunctionRole(Problems problems, ManagedPolicies managed) {
    this.problems = problems;
    this.managed = managed;
  }

  static String idOf(Declaration function) {
    return function.logicalId() + "Role";
  }

  Declaration of(Declaration function) {
    Value.Mapping properties = function.properties();
    RoleBuilder role = new RoleBuilder(properties.at());
    named(role, "AWSLambdaBasicExecutionRole", properties.at());
    if (properties.text("Tracing").equals(Optional.of("Active"))) {
      named(role, "AWSXRayDaemonWriteAccess", properties.at());
    }
    own(role, function);
    destinations(role, function);
    return function.derive(
        idOf(function),
        "AWS::IAM::Role",
        properties
            .get("AssumeRolePolicyDocument")
            .map(role::assumedBy)
            .orElseGet(() -> role.assumedBy("lambda.amazonaws.com")));
  }

  private void named(RoleBuilder role, String name, Location at) {
    Optional<String> arn = managed.arn(name);
    if (arn.isEmpty()) {
      problems.add(
          at,
          "unknown managed policy " + name + "; known are " + String.join(", ", managed.arns()));
    } else {
      role.managedPolicy(Value.text(at, arn.get()));
    }
  }

  private void own(RoleBuilder role, Declaration function) {
    Optional<Value> policies = function.properties().get("Policies");
    List<Value> items =
        policies
            .map(value -> value instanceof Value.Sequence list ? list.items() : List.of(value))
            .orElse(List.of());
    for (int i = 0; i < items.size(); i++) {
      switch (items.get(i)) {
        case Value.Scalar scalar -> named(role, scalar.written(), scalar.at());
        case Value.Mapping document -> role.inlinePolicy(idOf(function) + "Policy" + i, document);
        case Value other ->
            problems.add(
                other.at(), "expected a managed policy or a document, found " + other.kind());
      }
    }
  }

  private void destinations(RoleBuilder role, Declaration function) {
    Value.Mapping properties = function.properties();
    String id = function.logicalId();
    properties
        .mapping("DeadLetterQueue")
        .ifPresent(queue -> send(role, id + "DeadLetterQueuePolicy", queue, "TargetArn"));
    properties
        .mapping("EventInvokeConfig")
        .flatMap(config -> config.mapping("DestinationConfig"))
        .ifPresent(config -> sendAll(role, id + "EventInvokeConfig", config));
    properties
        .mapping("Events")
        .map(Value.Mapping::members)
        .orElse(Map.of())
        .forEach((name, event) -> event(role, id + name, event));
  }

  private void event(RoleBuilder role, String id, Value value) {
    if (!(value instanceof Value.Mapping event)) {
      return;
    }
    String policy = EVENT_POLICIES.get(event.text("Type").orElse(""));
    if (policy != null) {
      named(role, policy, event.at());
    }
    event
        .mapping("Properties")
        .flatMap(properties -> properties.mapping("DestinationConfig"))
        .ifPresent(config -> sendAll(role, id, config));
  }

  private static void sendAll(RoleBuilder role, String id, Value.Mapping destinationConfig) {
    for (String outcome : List.of("OnSuccess", "OnFailure")) {
      destinationConfig
          .mapping(outcome)
          .ifPresent(to -> send(role, id + outcome + "Policy", to, "Destination"));
    }
  }

  private static void send(RoleBuilder role, String name, Value.Mapping to, String arn) {
    String action = SEND_ACTIONS.get(to.text("Type").orElse(""));
    if (action != null) {
      to.get(arn).ifPresent(destination -> role.allow(name, action, destination));
    }
  }
}
