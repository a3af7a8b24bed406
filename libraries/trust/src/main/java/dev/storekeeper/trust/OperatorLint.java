package dev.storekeeper.trust;

import com.fasterxml.jackson.databind.JsonNode;
import dev.storekeeper.identity.Issuer;
import dev.storekeeper.policy.Condition;
import dev.storekeeper.policy.Place;
import dev.storekeeper.policy.lint.Findings;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** Operators and values with which a pattern says something else than it seems to. */
final class OperatorLint implements ConditionRule {
  private static final String NOT = "anything-but";
  private static final Set<String> FOR_NUMBERS = Set.of("numeric", "cidr");

  @Override
  public void check(
      Issuer issuer,
      boolean grants,
      List<Condition> conditions,
      Function<Condition, Place> place,
      Findings findings) {
    conditions.forEach(condition -> check(condition, place.apply(condition), findings));
    List<Condition> negative =
        conditions.stream().filter(condition -> condition.operator().equals(NOT)).toList();
    if (negative.size() > 1) {
      findings.error(
          "anything-but-or",
          place.apply(negative.get(1)),
          "a second anything-but in an or: one of the two matches whatever the claim is",
          "one anything-but with a list");
    }
  }

  private static void check(Condition condition, Place place, Findings findings) {
    if (FOR_NUMBERS.contains(condition.operator())) {
      findings.error(
          "operator",
          place,
          condition.operator() + ", which never matches a text, and claims are compared as texts",
          "the values as texts");
    } else if (!condition.operator().equals("exists")) {
      checkValue(condition.value(), place, findings);
      if (condition.json().toString().contains("equals-ignore-case")) {
        checkIgnoreCase(condition.value(), place, findings);
      }
    }
  }

  private static void checkValue(JsonNode value, Place place, Findings findings) {
    if (value.isContainerNode()) {
      value.forEach(inner -> checkValue(inner, place, findings));
    } else if (!value.isTextual()) {
      findings.error(
          "not-text",
          place,
          value + ", which never matches, because claims are compared as texts",
          "\"" + value.asText() + "\"");
    } else if (value.textValue().isEmpty()) {
      findings.error("empty-text", place, "an empty text", "the text, or { exists: true } for any");
    }
  }

  /** The library folds the pattern's letters, so a Kelvin sign in it would match a plain k. */
  private static void checkIgnoreCase(JsonNode value, Place place, Findings findings) {
    if (value.isContainerNode()) {
      value.forEach(inner -> checkIgnoreCase(inner, place, findings));
    } else if (!StandardCharsets.US_ASCII.newEncoder().canEncode(value.asText())) {
      findings.error(
          "ignore-case",
          place,
          "equals-ignore-case with letters outside ASCII, whose upper and lower case are disputed",
          "letters of ASCII, or the exact text");
    }
  }
}
