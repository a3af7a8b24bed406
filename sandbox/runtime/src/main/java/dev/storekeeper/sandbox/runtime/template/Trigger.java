package dev.storekeeper.sandbox.runtime.template;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An event of a SAM function.
 *
 * @param function the function
 * @param name the event's name
 * @param event the event's type and properties
 * @param invoked the ARN of what it invokes: the function, or its alias
 */
record Trigger(Declaration function, String name, Value event, Value invoked) {
  /** The logical id of what it becomes. */
  String id() {
    return function.logicalId() + name;
  }

  /** The event's properties, none if it has none. */
  Value.Mapping properties() {
    return event instanceof Value.Mapping mapping
        ? mapping.mapping("Properties").orElse(new Value.Mapping(event.at(), Map.of()))
        : new Value.Mapping(event.at(), Map.of());
  }

  /** Lets a service invoke the function for a source. */
  Declaration permission(String principal, Value sourceArn) {
    return function.derive(
        id() + "Permission",
        "AWS::Lambda::Permission",
        new ObjectBuilder(event.at())
            .put("Action", "lambda:InvokeFunction")
            .put("FunctionName", invoked)
            .put("Principal", principal)
            .put("SourceArn", sourceArn)
            .build());
  }

  /** A destination config without the types, which only SAM knows. */
  static Value.Mapping untyped(Value.Mapping destinationConfig) {
    Map<String, Value> members = new LinkedHashMap<>();
    destinationConfig
        .members()
        .forEach((name, destination) ->
            members.put(
                name,
                destination instanceof Value.Mapping mapping
                    ? mapping.without("Type")
                    : destination));
    return new Value.Mapping(destinationConfig.at(), members);
  }
}
