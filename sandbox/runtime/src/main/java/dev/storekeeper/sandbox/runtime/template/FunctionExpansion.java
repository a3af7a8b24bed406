package dev.storekeeper.sandbox.runtime.template;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Turns an {@code AWS::Serverless::Function} into a function, its role, alias and triggers. */
final class FunctionExpansion {
  private static final String[] CARRIED = {
    "FunctionName",
    "Handler",
    "Runtime",
    "Description",
    "MemorySize",
    "Timeout",
    "Environment",
    "KmsKeyArn",
    "Layers",
    "Architectures",
    "SnapStart",
    "EphemeralStorage",
    "LoggingConfig",
    "ReservedConcurrentExecutions",
  };

  private final Expanded into;
  private final FunctionRole roles;
  private final EventExpansion events;

  FunctionExpansion(Expanded into, FunctionRole roles, EventExpansion events) {
    this.into = into;
    this.roles = roles;
    this.events = events;
  }

  void expand(Declaration function) {
    Value.Mapping properties = function.properties();
    String id = function.logicalId();
    if (properties.get("Role").isEmpty()) {
      into.add(roles.of(function));
    }
    into.add(
        function
            .derive(id, "AWS::Lambda::Function", plain(function))
            .dependingOn(function.dependsOn()));
    Value target = Value.attribute(properties.at(), id, "Arn");
    Optional<String> alias = properties.text("AutoPublishAlias");
    if (alias.isPresent()) {
      target = Value.ref(properties.at(), publish(function, alias.get()));
    }
    properties
        .mapping("EventInvokeConfig")
        .ifPresent(config -> into.add(invokeConfig(function, config, alias)));
    Value invoked = target;
    properties
        .mapping("Events")
        .map(Value.Mapping::members)
        .orElse(Map.of())
        .forEach((name, event) -> events.expand(new Trigger(function, name, event, invoked)));
  }

  private static Value.Mapping plain(Declaration function) {
    Value.Mapping properties = function.properties();
    Location at = properties.at();
    Value role =
        properties.get("Role").orElse(Value.attribute(at, FunctionRole.idOf(function), "Arn"));
    return new ObjectBuilder(at)
        .copy(properties, CARRIED)
        .put("Code", properties.get("CodeUri"))
        .put("Role", role)
        .put("Tags", properties.mapping("Tags").map(FunctionExpansion::tags))
        .put(
            "TracingConfig",
            properties
                .get("Tracing")
                .filter(mode -> !mode.text().equals(Optional.of("Disabled")))
                .map(mode -> new ObjectBuilder(at).put("Mode", mode).build()))
        .put(
            "DeadLetterConfig",
            properties
                .mapping("DeadLetterQueue")
                .map(queue -> new ObjectBuilder(queue.at()).copy(queue, "TargetArn").build()))
        .build();
  }

  private static Value tags(Value.Mapping tags) {
    List<Value> items = new ArrayList<>();
    tags.members()
        .forEach((key, value) ->
            items.add(new ObjectBuilder(value.at()).put("Key", key).put("Value", value).build()));
    return new Value.Sequence(tags.at(), items);
  }

  /** Adds a version and an alias of it, and gives the alias's logical id. */
  private String publish(Declaration function, String alias) {
    Location at = function.properties().at();
    String id = function.logicalId();
    String versionId = id + "Version";
    String aliasId = id + "Alias" + alias;
    Value name = Value.ref(at, id);
    into.add(
        function.derive(
            versionId,
            "AWS::Lambda::Version",
            new ObjectBuilder(at).put("FunctionName", name).build()));
    into.add(
        function.derive(
            aliasId,
            "AWS::Lambda::Alias",
            new ObjectBuilder(at)
                .put("Name", alias)
                .put("FunctionName", name)
                .put("FunctionVersion", Value.attribute(at, versionId, "Version"))
                .build()));
    into.alias(id + ".Version", versionId);
    into.alias(id + ".Alias", aliasId);
    return aliasId;
  }

  private static Declaration invokeConfig(
      Declaration function, Value.Mapping config, Optional<String> alias) {
    Location at = config.at();
    return function.derive(
        function.logicalId() + "EventInvokeConfig",
        "AWS::Lambda::EventInvokeConfig",
        new ObjectBuilder(at)
            .put("FunctionName", Value.ref(at, function.logicalId()))
            .put("Qualifier", alias.orElse("$LATEST"))
            .copy(config, "MaximumEventAgeInSeconds", "MaximumRetryAttempts")
            .put("DestinationConfig", config.mapping("DestinationConfig").map(Trigger::untyped))
            .build());
  }
}
