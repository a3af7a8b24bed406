package dev.storekeeper.cleanup.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.storekeeper.cleanup.bucket.Sha256;
import dev.storekeeper.cleanup.json.JsonFields;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The parameters of a request: texts, truth values and whole numbers, no more of them than the
 * action takes.
 */
final class Parameters {
  private static final int MAX_TEXT = 2048;
  private static final Pattern TEXT = Pattern.compile("[^\\p{Cntrl}\\p{Cs}\\u2028\\u2029]+");

  private final Map<String, JsonNode> values;

  private Parameters(Map<String, JsonNode> values) {
    this.values = values;
  }

  static Parameters of(Action action, ObjectNode json) throws ControlException {
    Map<String, JsonNode> values = new TreeMap<>();
    for (Map.Entry<String, JsonNode> entry : json.properties()) {
      String name = entry.getKey();
      if (!action.takes(name)) {
        throw ControlException.invalid(
            "parameters: found "
                + Shown.text(name)
                + ", which "
                + action.word()
                + " does not take");
      }
      JsonNode value = entry.getValue();
      boolean text =
          value.isTextual()
              && value.asText().length() <= MAX_TEXT
              && TEXT.matcher(value.asText()).matches();
      if (!text && !value.isBoolean() && !(value.isIntegralNumber() && value.canConvertToInt())) {
        throw wrong(
            name,
            value,
            "true, false, a whole number, or a text of 1 to "
                + MAX_TEXT
                + " characters without control characters");
      }
      values.put(name, value);
    }
    return new Parameters(values);
  }

  /**
   * SHA-256 of the parameters in canonical JSON (RFC 8785): names sorted, no spaces, UTF-8. What a
   * caller signs.
   */
  String subject() {
    ObjectNode sorted = JsonFields.object();
    values.forEach(sorted::set);
    return Sha256.hex(sorted.toString().getBytes(StandardCharsets.UTF_8));
  }

  String text(String name) throws ControlException {
    Optional<String> found = optionalText(name);
    if (found.isEmpty()) {
      throw ControlException.invalid(name + ": found nothing, expected a text");
    }
    return found.get();
  }

  Optional<String> optionalText(String name) throws ControlException {
    Optional<JsonNode> value = Optional.ofNullable(values.get(name));
    if (value.isPresent() && !value.get().isTextual()) {
      throw wrong(name, value.get(), "a text");
    }
    return value.map(JsonNode::asText);
  }

  /** A truth value; false if it is absent. */
  boolean flag(String name) throws ControlException {
    Optional<JsonNode> value = Optional.ofNullable(values.get(name));
    if (value.isPresent() && !value.get().isBoolean()) {
      throw wrong(name, value.get(), "true or false");
    }
    return value.map(JsonNode::asBoolean).orElse(false);
  }

  /** A whole number from 1 to a maximum. */
  int number(String name, int usual, int max) throws ControlException {
    Optional<JsonNode> value = Optional.ofNullable(values.get(name));
    if (value.isEmpty()) {
      return usual;
    }
    if (!value.get().isInt() || value.get().asInt() < 1 || value.get().asInt() > max) {
      throw wrong(name, value.get(), "a whole number from 1 to " + max);
    }
    return value.get().asInt();
  }

  private static ControlException wrong(String name, JsonNode value, String expected) {
    return ControlException.invalid(
        name + ": found " + Shown.text(value.toString()) + ", expected " + expected);
  }
}
