package dev.storekeeper.trust;

import com.fasterxml.jackson.databind.JsonNode;
import dev.storekeeper.identity.Issuer;
import dev.storekeeper.policy.Condition;
import dev.storekeeper.policy.Place;
import dev.storekeeper.policy.lint.Findings;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * Prefixes, suffixes and wildcards that begin or end in the middle of a name, and so match names
 * that strangers can choose. Where matching denies, matching too much is safe and not looked at.
 */
final class BoundaryLint implements ConditionRule {
  private static final String RULE = "boundary";
  private static final Set<String> NAMES = Set.of("sub", "repository", "project_path");

  @Override
  public void check(
      Issuer issuer,
      boolean grants,
      List<Condition> conditions,
      Function<Condition, Place> place,
      Findings findings) {
    if (!grants) {
      return;
    }
    for (Condition condition : conditions) {
      String claim = condition.field().getLast();
      Place where = place.apply(condition);
      String text = text(condition.value());
      switch (condition.operator()) {
        case "prefix" -> checkEnd(text, claim, where, findings);
        case "suffix" -> checkStart(text, where, findings);
        case "wildcard" -> checkWildcard(text, claim, where, findings);
        default -> {
          continue;
        }
      }
      if (NAMES.contains(claim)) {
        findings.warning(
            "name-pattern",
            where,
            "a pattern on " + claim + ": names can be renamed and taken over by others",
            "claims with ids, which stay");
      }
    }
  }

  private static String text(JsonNode value) {
    return value.isObject() ? value.path("equals-ignore-case").asText() : value.asText();
  }

  private static void checkEnd(String prefix, String claim, Place place, Findings findings) {
    if (endsInName(prefix, claim)) {
      findings.error(
          RULE,
          place,
          "the prefix \"" + prefix + "\" also matches " + prefix + "-evil",
          "one that ends in a separator, as \"" + prefix + "/\"");
    }
  }

  private static void checkStart(String suffix, Place place, Findings findings) {
    if (!suffix.isEmpty() && Character.isLetterOrDigit(suffix.charAt(0))) {
      findings.error(
          RULE,
          place,
          "the suffix \"" + suffix + "\" also matches evil-" + suffix,
          "one that begins with a separator, as \"/" + suffix + "\"");
    }
  }

  private static void checkWildcard(String text, String claim, Place place, Findings findings) {
    if (text.equals("*")) {
      findings.error(RULE, place, "a wildcard for any text", "{ exists: true }");
      return;
    }
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) == '\\') {
        i++;
      } else if (text.charAt(i) == '*') {
        String before = text.substring(0, i);
        String after = text.substring(i + 1);
        if (endsInName(before, claim)) {
          String why = "\"" + text + "\" also matches " + before + "-evil" + after;
          findings.error(RULE, place, why, "a separator before the *, as " + before + "/*");
        }
        if (!after.isEmpty() && Character.isLetterOrDigit(after.charAt(0))) {
          String why = "\"" + text + "\" also matches " + before + "evil-" + after;
          findings.error(RULE, place, why, "a separator after the *, as */" + after);
        }
        if (!before.isEmpty() && !after.isEmpty()) {
          findings.warning(
              "wildcard-crosses",
              place,
              "the * in \"" + text + "\" matches slashes too: " + before + "x/y" + after,
              "the values one by one, or a * at the end only");
        }
      }
    }
  }

  /** Version tags are commonly called v1, so {@code refs/tags/v} counts as ending at one. */
  private static boolean endsInName(String text, String claim) {
    if (text.isEmpty() || !Character.isLetterOrDigit(text.charAt(text.length() - 1))) {
      return false;
    }
    boolean version = text.equals("v") || text.endsWith("/v");
    return !(version && claim.matches("(?i).*(ref|tag|branch).*"));
  }
}
