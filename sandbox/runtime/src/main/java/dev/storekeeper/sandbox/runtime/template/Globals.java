package dev.storekeeper.sandbox.runtime.template;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Merges the Globals section into resources as SAM does: objects merge, lists concatenate with the
 * global items first, of anything else the resource's own value counts (AWS SAM Developer Guide,
 * "Globals section of the AWS SAM template").
 */
final class Globals {
  private static final String PREFIX = "AWS::Serverless::";
  private static final List<String> KINDS = List.of("Function", "HttpApi");

  private final Value.Mapping section;

  Globals(Value.Mapping section) {
    this.section = section;
  }

  /** Checks that only properties are set that may be. */
  void check(ResourceTypes types, Problems problems) {
    section
        .members()
        .forEach((kind, properties) -> {
          if (!KINDS.contains(kind)) {
            problems.add(properties.at(), "unknown in Globals" + Suggestion.of(kind, KINDS));
          } else if (properties instanceof Value.Mapping mapping) {
            check(mapping, types.get(PREFIX + kind), problems);
          } else {
            problems.add(properties.at(), "expected an object, found " + properties.kind());
          }
        });
  }

  private static void check(Value.Mapping properties, ResourceType type, Problems problems) {
    properties
        .members()
        .forEach((name, value) -> {
          if (!type.globals().contains(name)) {
            problems.add(
                value.at(), "cannot be set globally" + Suggestion.of(name, type.globals()));
          }
        });
  }

  /** A resource's properties with the globals of its type. */
  Value.Mapping merge(String type, Value.Mapping own) {
    return type.startsWith(PREFIX)
        ? section
            .mapping(type.substring(PREFIX.length()))
            .map(globals -> merge(globals, own))
            .orElse(own)
        : own;
  }

  private static Value.Mapping merge(Value.Mapping global, Value.Mapping own) {
    Map<String, Value> members = new LinkedHashMap<>(global.members());
    own.members().forEach((name, value) -> members.merge(name, value, Globals::merge));
    return new Value.Mapping(own.at(), members);
  }

  private static Value merge(Value global, Value own) {
    if (global instanceof Value.Mapping left && own instanceof Value.Mapping right) {
      return merge(left, right);
    }
    if (global instanceof Value.Sequence left && own instanceof Value.Sequence right) {
      List<Value> items = new ArrayList<>(left.items());
      items.addAll(right.items());
      return new Value.Sequence(own.at(), items);
    }
    return own;
  }
}
