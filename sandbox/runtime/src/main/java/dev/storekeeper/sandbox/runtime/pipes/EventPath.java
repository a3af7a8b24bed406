package dev.storekeeper.sandbox.runtime.pipes;

import com.fasterxml.jackson.databind.JsonNode;
import dev.storekeeper.sandbox.runtime.AwsException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A target parameter: a fixed text, or a path into the event such as {@code $.dynamodb.Keys.id.S}
 * or {@code $.items[0]} (EventBridge User Guide, "Amazon EventBridge Pipes input transformation").
 */
final class EventPath {
  private static final Pattern PATH =
      Pattern.compile("\\$(?:\\.[a-zA-Z0-9_/-]+(?:\\[\\d{1,9}])*)*");
  private static final Pattern STEP = Pattern.compile("\\.([a-zA-Z0-9_/-]+)|\\[(\\d{1,9})]");

  private final String name;
  private final String text;
  private final List<String> steps;

  private EventPath(String name, String text, List<String> steps) {
    this.name = name;
    this.text = text;
    this.steps = List.copyOf(steps);
  }

  /**
   * Reads a parameter.
   *
   * @param name the parameter's name, for errors
   * @throws IllegalArgumentException if it begins as a path but is none
   */
  static EventPath of(String name, String text) {
    List<String> steps = new ArrayList<>();
    if (text.startsWith("$")) {
      if (!PATH.matcher(text).matches()) {
        throw new IllegalArgumentException(
            name + ": found " + text + ", expected a path such as $.detail.id");
      }
      Matcher step = STEP.matcher(text);
      while (step.find()) {
        steps.add(step.group(1) != null ? step.group(1) : step.group(2));
      }
    }
    return new EventPath(name, text, steps);
  }

  /**
   * The parameter's value for an event.
   *
   * @throws AwsException {@code 400 ValidationException} if the path leads to no text or number
   */
  String of(JsonNode event) {
    if (!text.startsWith("$")) {
      return text;
    }
    JsonNode node = event;
    for (String step : steps) {
      node = node.isArray() ? element(node, step) : node.path(step);
    }
    if (!node.isTextual() && !node.isNumber()) {
      throw new AwsException(
          400, "ValidationException", name + ": " + text + " leads to no text in the event");
    }
    return node.asText();
  }

  private static JsonNode element(JsonNode array, String index) {
    return index.matches("\\d{1,9}") ? array.path(Integer.parseInt(index)) : array.path("");
  }
}
