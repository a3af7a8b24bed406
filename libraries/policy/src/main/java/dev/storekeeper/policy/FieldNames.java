package dev.storekeeper.policy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Writes field names so that event-ruler, which joins nested names with dots, cannot take a member
 * called {@code a.b} for a member {@code b} of {@code a}. Patterns and events are written alike.
 */
final class FieldNames {
  private FieldNames() {}

  /** The same JSON with unmistakable names; the very same object if no name needs it. */
  static JsonNode unmistakable(JsonNode node) {
    return isUnmistakable(node) ? node : rewritten(node);
  }

  /** A message about encoded names, for people. */
  static String decoded(String text) {
    return text.replace("%2E", ".").replace("%25", "%");
  }

  private static String encoded(String name) {
    return name.replace("%", "%25").replace(".", "%2E");
  }

  private static boolean isUnmistakable(JsonNode node) {
    if (node.isObject()) {
      return node.properties().stream()
          .allMatch(member ->
              member.getKey().equals(encoded(member.getKey()))
                  && isUnmistakable(member.getValue()));
    }
    for (JsonNode item : node) {
      if (!isUnmistakable(item)) {
        return false;
      }
    }
    return true;
  }

  private static JsonNode rewritten(JsonNode node) {
    if (node.isObject()) {
      ObjectNode object = JsonNodeFactory.instance.objectNode();
      node.properties()
          .forEach(member -> object.set(encoded(member.getKey()), rewritten(member.getValue())));
      return object;
    }
    if (node.isArray()) {
      ArrayNode array = JsonNodeFactory.instance.arrayNode();
      node.forEach(item -> array.add(rewritten(item)));
      return array;
    }
    return node;
  }
}
