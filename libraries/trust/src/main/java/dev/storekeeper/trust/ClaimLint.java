package dev.storekeeper.trust;

import com.fasterxml.jackson.databind.JsonNode;
import dev.storekeeper.identity.ClaimType;
import dev.storekeeper.identity.Issuer;
import dev.storekeeper.policy.Condition;
import dev.storekeeper.policy.Place;
import dev.storekeeper.policy.lint.Findings;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Claims that tokens do not have, and values that a claim never has. */
final class ClaimLint implements ConditionRule {
  private static final String NEVER = "never-matches";
  private static final Set<String> CHECKED = Set.of("aud", "exp", "iat", "nbf", "iss");

  @Override
  public void check(
      Issuer issuer,
      boolean grants,
      List<Condition> conditions,
      Function<Condition, Place> place,
      Findings findings) {
    String claim = conditions.getFirst().field().getFirst();
    Optional<ClaimType> type = issuer.type(claim);
    if (type.isEmpty()) {
      findings.error(
          "unknown-claim",
          place.apply(conditions.getFirst()),
          "tokens of " + issuer.id() + " have no claim " + claim,
          Claims.instead(issuer, claim));
      return;
    }
    if (CHECKED.contains(claim)) {
      findings.warning(
          "registered-claim",
          place.apply(conditions.getFirst()),
          claim + " was checked before the policy is asked",
          "no condition on it");
    }
    conditions.forEach(
        condition -> check(claim, type.get(), condition, place.apply(condition), findings));
  }

  private static void check(
      String claim, ClaimType type, Condition condition, Place place, Findings findings) {
    boolean nested = condition.field().size() > 1;
    boolean plain = !condition.operator().equals("exists");
    if (nested && type != ClaimType.OBJECT) {
      String why = claim + " has no members";
      findings.error(NEVER, place, why, "a condition on " + claim + " itself");
    } else if (!nested && type == ClaimType.OBJECT && plain) {
      String why = claim + " is an object and no text";
      findings.error(NEVER, place, why, "conditions on its members, nested");
    } else if (!nested && type == ClaimType.LIST && condition.operator().equals("anything-but")) {
      findings.error(
          "anything-but-list",
          place,
          "anything-but on the list " + claim + ", which matches as soon as one element differs",
          "the values that must be in it, or a deny statement with the values that must not");
    } else if (!nested && plain) {
      checkValue(claim, type, condition, place, findings);
    }
  }

  private static void checkValue(
      String claim, ClaimType type, Condition condition, Place place, Findings findings) {
    String syntax =
        switch (type) {
          case BOOLEAN -> "true|false";
          case INTEGER -> "-?(0|[1-9][0-9]*)";
          case TEXT, LIST, OBJECT -> "(?s).*";
        };
    String instead = type == ClaimType.BOOLEAN ? "\"true\" or \"false\"" : "its digits, as \"74\"";
    if (condition.operator().equals(Condition.EQUALS)
        || condition.operator().equals("anything-but")) {
      for (JsonNode value :
          condition.value().isArray() ? condition.value() : List.of(condition.value())) {
        if (value.isTextual() && !value.textValue().matches(syntax)) {
          String why = "\"" + value.textValue() + "\", which " + claim + " never is";
          findings.error(NEVER, place, why, instead);
        }
      }
    }
  }
}
