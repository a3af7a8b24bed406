package dev.storekeeper.retention;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.storekeeper.policy.Condition;
import dev.storekeeper.policy.EventPattern;
import dev.storekeeper.policy.PatternSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a pattern can match, if all attributes but a few are as it wishes. */
final class Reach {
  private static final List<String> FORMAT = List.of("package", "format");
  private static final List<String> ORIGIN = List.of("version", "origin");

  private Reach() {}

  /** Whether it can match versions that were published to the domain, and not cached. */
  static boolean mayBePublishedHere(Optional<EventPattern> when) {
    return !formatsPublishedHere(when).isEmpty();
  }

  /** The formats of versions that it can match and that were published to the domain. */
  static List<String> formatsPublishedHere(Optional<EventPattern> when) {
    return Formats.ALL.stream()
        .filter(format ->
            List.of("INTERNAL", "UNKNOWN").stream()
                .anyMatch(origin -> reaches(when, Map.of(FORMAT, format, ORIGIN, origin))))
        .toList();
  }

  /** Whether one way of matching can match versions of a format. */
  static boolean isFormat(Map<List<String>, List<Condition>> branch, String format) {
    return matches(branch.getOrDefault(FORMAT, List.of()), format);
  }

  /** The formats of versions that it can match. */
  static List<String> formats(Optional<EventPattern> when) {
    return Formats.ALL.stream().filter(it -> reaches(when, Map.of(FORMAT, it))).toList();
  }

  private static boolean reaches(Optional<EventPattern> when, Map<List<String>, String> values) {
    return when.map(EventPattern::branches).orElse(List.of(Map.of())).stream()
        .anyMatch(branch ->
            values.entrySet().stream()
                .allMatch(
                    it -> matches(branch.getOrDefault(it.getKey(), List.of()), it.getValue())));
  }

  private static boolean matches(List<Condition> conditions, String value) {
    if (conditions.isEmpty()) {
      return true;
    }
    ObjectNode pattern = JsonNodeFactory.instance.objectNode();
    ArrayNode alternatives = pattern.putArray("value");
    conditions.forEach(it -> alternatives.add(it.json()));
    ObjectNode event = JsonNodeFactory.instance.objectNode().put("value", value);
    return !new PatternSet<>(List.of(Map.entry(value, new EventPattern(pattern))))
        .matching(event)
        .isEmpty();
  }
}
