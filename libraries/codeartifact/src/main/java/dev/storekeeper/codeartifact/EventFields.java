package dev.storekeeper.codeartifact;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Reads the fields of an event and gathers every problem; a field with a problem reads as a
 * placeholder, so nothing that was read may be used before {@link #check}.
 */
final class EventFields {
  private static final Instant END_OF_TIME = Instant.parse("9999-01-01T00:00:00Z");

  private final JsonNode event;
  private final List<String> problems = new ArrayList<>();

  EventFields(JsonNode event) {
    this.event = event;
    if (!event.isObject()) {
      problems.add("event: found " + Found.node(event) + ", expected an object");
    }
  }

  void check() throws MalformedEventException {
    if (!problems.isEmpty()) {
      throw new MalformedEventException(problems);
    }
  }

  /** Whether the field is absent, null or an empty text. */
  boolean isBlank(String path) {
    JsonNode value = at(path);
    return value.isMissingNode()
        || value.isNull()
        || (value.isTextual() && value.asText().isEmpty());
  }

  void constant(String path, String expected) {
    if (!at(path).isTextual() || !at(path).asText().equals(expected)) {
      problem(path, Found.text(expected));
    }
  }

  String text(String path, Pattern pattern, String expected) {
    JsonNode value = at(path);
    if (value.isTextual() && pattern.matcher(value.asText()).matches()) {
      return value.asText();
    }
    problem(path, expected);
    return "";
  }

  Optional<String> optionalText(String path, Pattern pattern, String expected) {
    return isBlank(path) ? Optional.empty() : Optional.of(text(path, pattern, expected));
  }

  Instant instant(String path) {
    try {
      Instant instant = Instant.parse(at(path).asText());
      if (!instant.isBefore(Instant.EPOCH) && instant.isBefore(END_OF_TIME)) {
        return instant;
      }
    } catch (DateTimeException e) {
      // The problem below names what was found, which is all that the exception says.
    }
    problem(path, "a time as in 2026-03-04T10:15:30Z");
    return Instant.EPOCH;
  }

  long count(String path) {
    JsonNode value = at(path);
    if (value.isIntegralNumber() && value.canConvertToLong() && value.asLong() >= 0) {
      return value.asLong();
    }
    problem(path, "an integer from 0 to " + Long.MAX_VALUE);
    return 0;
  }

  /** A boolean; captured events have it as a text. */
  boolean flag(String path) {
    JsonNode value = at(path);
    if (value.isBoolean()) {
      return value.asBoolean();
    }
    if (value.isTextual() && value.asText().equals("true")) {
      return true;
    }
    if (!value.isTextual() || !value.asText().equals("false")) {
      problem(path, "true or false");
    }
    return false;
  }

  private JsonNode at(String path) {
    JsonNode node = event;
    for (String name : path.split("\\.", -1)) {
      node = node.path(name);
    }
    return node;
  }

  private void problem(String path, String expected) {
    problems.add(path + ": found " + Found.node(at(path)) + ", expected " + expected);
  }
}
