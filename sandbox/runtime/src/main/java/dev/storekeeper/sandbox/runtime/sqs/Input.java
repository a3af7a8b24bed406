package dev.storekeeper.sandbox.runtime.sqs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/** Reads the members of a request. */
final class Input {
  private Input() {}

  static String required(JsonNode input, String name) {
    String text = input.path(name).asText("");
    if (text.isEmpty()) {
      throw Refusals.missingParameter(name);
    }
    return text;
  }

  static OptionalInt number(JsonNode input, String name, int min, int max) {
    JsonNode value = input.path(name);
    if (value.isMissingNode() || value.isNull()) {
      return OptionalInt.empty();
    }
    if (!value.canConvertToInt() || value.asInt() < min || value.asInt() > max) {
      throw Refusals.invalidParameter(
          "Value "
              + value.asText()
              + " for parameter "
              + name
              + " is invalid. Reason: Must be between "
              + min
              + " and "
              + max
              + ", if provided.");
    }
    return OptionalInt.of(value.asInt());
  }

  static Optional<Duration> seconds(JsonNode input, String name, int max) {
    OptionalInt seconds = number(input, name, 0, max);
    return seconds.isPresent()
        ? Optional.of(Duration.ofSeconds(seconds.getAsInt()))
        : Optional.empty();
  }

  static Map<String, String> map(JsonNode input, String name) {
    Map<String, String> map = new LinkedHashMap<>();
    input.path(name).properties().forEach(entry -> map.put(entry.getKey(), text(entry.getValue())));
    return map;
  }

  /** The texts of several lists, in order. */
  static List<String> list(ObjectNode input, String... names) {
    return Stream.of(names)
        .flatMap(name -> input.path(name).valueStream())
        .map(JsonNode::asText)
        .toList();
  }

  /** A scalar's text; an object, as templates have them for policies, as JSON. */
  static String text(JsonNode value) {
    return value.isContainerNode() ? value.toString() : value.asText();
  }
}
