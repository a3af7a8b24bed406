package dev.storekeeper.trust;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.storekeeper.policy.Condition;
import dev.storekeeper.policy.EventPattern;
import dev.storekeeper.trust.Explanation.Failure;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What a pattern asks of one claim.
 *
 * @param field the names of the claim, outermost first
 * @param alternatives the conditions as a pattern spells them; one has to match
 */
record FieldTest(List<String> field, List<JsonNode> alternatives) {
  private static final int SHOWN = 200;

  FieldTest {
    field = List.copyOf(field);
    alternatives = List.copyOf(alternatives);
  }

  static FieldTest of(List<String> field, List<Condition> conditions) {
    return new FieldTest(field, conditions.stream().map(Condition::json).toList());
  }

  /** The claim's name for people. */
  String name() {
    return String.join(".", field);
  }

  /** Whether only exact texts match. */
  boolean isExact() {
    return alternatives.stream().allMatch(JsonNode::isTextual);
  }

  EventPattern pattern() {
    JsonNode pattern = JsonNodeFactory.instance.arrayNode().addAll(alternatives);
    for (int i = field.size() - 1; i >= 0; i--) {
      ObjectNode outer = JsonNodeFactory.instance.objectNode();
      outer.set(field.get(i), pattern);
      pattern = outer;
    }
    return new EventPattern(pattern);
  }

  /** How it failed for these claims. */
  Failure failure(ObjectNode claims) {
    JsonNode found = claims;
    for (String name : field) {
      found = found.path(name);
    }
    Optional<String> text =
        found.isMissingNode()
            ? Optional.empty()
            : Optional.of(bounded(found.isTextual() ? found.textValue() : found.toString()));
    return new Failure(name(), text, Optional.of(expected()));
  }

  private String expected() {
    return bounded(
        alternatives.stream()
            .map(item -> item.isTextual() ? item.textValue() : words(item))
            .collect(Collectors.joining(" or ")));
  }

  /** As {@code prefix refs/tags/} for {@code {"prefix":"refs/tags/"}}. */
  private static String words(JsonNode item) {
    if (item.isObject()) {
      return item.properties().stream()
          .map(test -> test.getKey() + " " + words(test.getValue()))
          .collect(Collectors.joining(" "));
    }
    if (item instanceof ArrayNode list) {
      return list.valueStream().map(FieldTest::words).collect(Collectors.joining(", "));
    }
    return item.asText();
  }

  private static String bounded(String text) {
    return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "...";
  }
}
