package dev.storekeeper.retention;

import com.fasterxml.jackson.databind.JsonNode;
import dev.storekeeper.codeartifact.OriginType;
import dev.storekeeper.policy.Condition;
import dev.storekeeper.policy.Place;
import dev.storekeeper.policy.Spelling;
import dev.storekeeper.policy.lint.Findings;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Values that an attribute never has. */
final class ValueLint {
  private static final String NEVER = "never-matches";
  private static final Set<String> FOR_NUMBERS = Set.of("numeric", "cidr");
  private static final Set<String> EXACT =
      Set.of(Condition.EQUALS, "anything-but", "equals-ignore-case");

  /** What may be absent; everything else is always there. */
  private static final Set<String> OPTIONAL =
      Set.of(
          "package.namespace",
          "repository.upstreams",
          "repository.external_connections",
          "version.dist_tags");

  private static final List<String> ORIGINS =
      Arrays.stream(OriginType.values()).map(OriginType::name).toList();

  private final Map<String, Collection<String>> choices;
  private final Findings findings;

  ValueLint(CleanupDocument document, Findings findings) {
    this.findings = findings;
    this.choices =
        Map.of(
            "domain",
            document.domains(),
            "package.format",
            Formats.ALL,
            "version.status",
            Statuses.ALL,
            "version.origin",
            ORIGINS);
  }

  void check(AttributeGroup group, Condition condition, Place place) {
    String name = String.join(".", condition.field());
    if (FOR_NUMBERS.contains(condition.operator())) {
      String why =
          condition.operator() + ", which never matches a text, and no attribute is a number";
      findings.error("operator", place, why, "the values as texts");
    } else if (condition.operator().equals("exists")) {
      if (!condition.value().asBoolean()
          && group != AttributeGroup.TAGS
          && !OPTIONAL.contains(name)) {
        findings.error(NEVER, place, name + " is always there", "a condition on its value");
      }
    } else if (name.equals("version.prerelease")) {
      checkBoolean(condition, place);
    } else {
      checkTexts(name, condition.operator(), condition.value(), place);
    }
  }

  private void checkBoolean(Condition condition, Place place) {
    if (!condition.operator().equals(Condition.EQUALS) || !condition.value().isBoolean()) {
      String why = condition.json() + ", which version.prerelease never is";
      findings.error(NEVER, place, why, "[true] or [false], without quotes");
    }
  }

  private void checkTexts(String name, String operator, JsonNode value, Place place) {
    if (value.isContainerNode()) {
      boolean nested = value.isObject();
      String inner = nested ? value.fieldNames().next() : operator;
      value.forEach(it -> checkTexts(name, inner, it, place));
    } else if (!value.isTextual()) {
      String why = value + ", which never matches, because " + name + " is a text";
      findings.error(NEVER, place, why, "\"" + value.asText() + "\"");
    } else if (EXACT.contains(operator)) {
      checkValue(name, value.textValue(), operator.equals("equals-ignore-case"), place);
    }
  }

  private void checkValue(String name, String text, boolean ignoresCase, Place place) {
    Collection<String> known = choices.getOrDefault(name, List.of());
    boolean found =
        known.stream().anyMatch(it -> ignoresCase ? it.equalsIgnoreCase(text) : it.equals(text));
    if (!known.isEmpty() && !found) {
      String all = "one of " + String.join(", ", known);
      String instead =
          known.stream()
              .filter(text::equalsIgnoreCase)
              .findFirst()
              .or(() -> Spelling.nearest(text, known))
              .map(near -> "\"" + near + "\", or " + all)
              .orElse(all);
      findings.error(NEVER, place, "\"" + text + "\", which " + name + " never is", instead);
    }
    if (name.equals("package.namespace") && text.startsWith("@")) {
      String why = "\"" + text + "\", and CodeArtifact's namespaces have no @";
      findings.error(NEVER, place, why, "\"" + text.substring(1) + "\"");
    }
  }
}
