package dev.storekeeper.sandbox.runtime.lambda.source;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.event.ruler.JsonRuleCompiler;
import software.amazon.event.ruler.Machine;

/**
 * The {@code FilterCriteria} of an event source mapping or a pipe: a record passes if any of its
 * patterns matches, or if there are none (Lambda Developer Guide, "Control which events Lambda
 * sends to your function"). Safe for use by many threads.
 */
public final class EventFilter {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int MAX_FILTERS = 10;

  private enum Body {
    NOT_FILTERED,
    TEXT,
    JSON
  }

  private record Pattern(Machine machine, Body body) {}

  private final List<Pattern> patterns;

  private EventFilter(List<Pattern> patterns) {
    this.patterns = List.copyOf(patterns);
  }

  /**
   * The filter of a {@code FilterCriteria} property, which may be missing.
   *
   * @throws IllegalArgumentException if a pattern is not valid, with the resource's id
   */
  public static EventFilter of(String logicalId, JsonNode filterCriteria) {
    List<Pattern> patterns = new ArrayList<>();
    for (JsonNode filter : filterCriteria.path("Filters")) {
      String pattern = filter.path("Pattern").asText();
      try {
        patterns.add(compile(pattern));
      } catch (IOException | IllegalArgumentException e) {
        throw new IllegalArgumentException(
            "resource %s, FilterCriteria: found %s, expected an event pattern: %s"
                .formatted(logicalId, pattern, e.getMessage()),
            e);
      }
    }
    if (patterns.size() > MAX_FILTERS) {
      throw new IllegalArgumentException(
          "resource %s, FilterCriteria: found %d filters, expected at most %d"
              .formatted(logicalId, patterns.size(), MAX_FILTERS));
    }
    return new EventFilter(patterns);
  }

  /** Whether a record passes. */
  public boolean matches(ObjectNode record) {
    return patterns.isEmpty() || patterns.stream().anyMatch(pattern -> matches(pattern, record));
  }

  private static Pattern compile(String pattern) throws IOException {
    String problem = JsonRuleCompiler.check(pattern, false);
    if (problem != null) {
      throw new IllegalArgumentException(problem);
    }
    Machine machine = Machine.builder().build();
    machine.addRule("pattern", pattern);
    return new Pattern(machine, body(JSON.readTree(pattern)));
  }

  /** What a pattern expects of a message's body: nothing, text, or fields of a JSON object. */
  private static Body body(JsonNode pattern) {
    Body found = Body.NOT_FILTERED;
    for (Map.Entry<String, JsonNode> field : pattern.properties()) {
      if (field.getKey().equals("body")) {
        return field.getValue().isObject() ? Body.JSON : Body.TEXT;
      }
      if (field.getKey().equals("$or")) {
        for (JsonNode branch : field.getValue()) {
          Body inner = body(branch);
          found = inner == Body.NOT_FILTERED ? found : inner;
        }
      }
    }
    return found;
  }

  private static boolean matches(Pattern pattern, ObjectNode record) {
    ObjectNode event = record;
    if (pattern.body() != Body.NOT_FILTERED && record.path("body").isTextual()) {
      JsonNode parsed = parse(record.path("body").textValue());
      if (parsed.isObject() != (pattern.body() == Body.JSON)) {
        return false;
      }
      if (parsed.isObject()) {
        event = record.deepCopy();
        event.set("body", parsed);
      }
    }
    try {
      return !pattern.machine().rulesForJSONEvent(event.toString()).isEmpty();
    } catch (Exception e) {
      // The library declares Exception; a record is always a JSON object, so this is a defect.
      throw new IllegalStateException("cannot match a record", e);
    }
  }

  private static JsonNode parse(String body) {
    try {
      return JSON.readTree(body);
    } catch (JsonProcessingException e) {
      // Text that is no JSON is an ordinary body.
      return JSON.missingNode();
    }
  }
}
