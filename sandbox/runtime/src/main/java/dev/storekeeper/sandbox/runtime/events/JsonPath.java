package dev.storekeeper.sandbox.runtime.events;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A JSON path as EventBridge supports it: {@code $} with names after dots, array indexes and the
 * wildcard {@code *} ("Amazon EventBridge input transformation").
 */
record JsonPath(List<String> steps) {
  private static final Pattern STEP =
      Pattern.compile("\\.([A-Za-z0-9_/-]+|\\*)|\\[([0-9]{1,9}|\\*)]");

  JsonPath {
    steps = List.copyOf(steps);
  }

  /**
   * Reads a path.
   *
   * @throws IllegalArgumentException if it is none of the supported form
   */
  static JsonPath parse(String text) {
    if (!text.startsWith("$")) {
      throw unsupported(text);
    }
    List<String> steps = new ArrayList<>();
    Matcher matcher = STEP.matcher(text).region(1, text.length());
    while (matcher.lookingAt()) {
      String name = matcher.group(1);
      steps.add(name != null ? "." + name : "[" + matcher.group(2));
      matcher.region(matcher.end(), text.length());
    }
    if (matcher.regionStart() != text.length()) {
      throw unsupported(text);
    }
    return new JsonPath(steps);
  }

  /** What the path finds; with a wildcard the array of all that it finds. Empty for nothing. */
  Optional<JsonNode> in(JsonNode document) {
    List<JsonNode> found = List.of(document);
    boolean many = false;
    for (String step : steps) {
      many |= step.endsWith("*");
      List<JsonNode> next = new ArrayList<>();
      for (JsonNode node : found) {
        take(node, step, next);
      }
      found = next;
    }
    if (found.isEmpty()) {
      return Optional.empty();
    }
    if (!many) {
      return Optional.of(found.getFirst());
    }
    ArrayNode array = JsonNodeFactory.instance.arrayNode();
    found.forEach(array::add);
    return Optional.of(array);
  }

  private static void take(JsonNode node, String step, List<JsonNode> into) {
    String name = step.substring(1);
    if (name.equals("*")) {
      node.forEach(into::add);
      return;
    }
    JsonNode child = step.startsWith("[") ? node.path(Integer.parseInt(name)) : node.path(name);
    if (!child.isMissingNode()) {
      into.add(child);
    }
  }

  private static IllegalArgumentException unsupported(String text) {
    return new IllegalArgumentException(
        "JSON path '" + text + "' is not of the form $.name.name[0] with * as wildcard");
  }
}
