package dev.storekeeper.policy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.List;

/**
 * One of the alternatives that a pattern gives for a field.
 *
 * @param field the names of the field, outermost first
 * @param operator the operator's name as in the pattern, or {@link #EQUALS} for a plain value
 * @param value what the operator compares with
 * @param location where the alternative stands in the pattern: names and indices, outermost first
 */
public record Condition(
    List<String> field, String operator, JsonNode value, List<String> location) {
  /** The operator of a plain value. */
  public static final String EQUALS = "equals";

  public Condition {
    field = List.copyOf(field);
    location = List.copyOf(location);
  }

  /** Whether exactly one text matches. */
  public boolean isExactText() {
    return operator.equals(EQUALS) && value.isTextual();
  }

  /** The alternative as a pattern spells it. */
  public JsonNode json() {
    return operator.equals(EQUALS)
        ? value
        : JsonNodeFactory.instance.objectNode().set(operator, value);
  }
}
