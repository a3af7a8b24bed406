package dev.storekeeper.trust;

import dev.storekeeper.identity.Issuer;
import dev.storekeeper.policy.Condition;
import dev.storekeeper.policy.EventPattern;
import dev.storekeeper.policy.Place;
import dev.storekeeper.policy.PolicyMap;
import dev.storekeeper.policy.lint.Findings;
import java.util.function.Function;

/** Shows every condition of a document to a rule. */
final class PatternLint implements LintRule {
  private final ConditionRule rule;

  PatternLint(ConditionRule rule) {
    this.rule = rule;
  }

  @Override
  public void check(ReadDocument read, Findings findings) {
    TrustDocument document = read.document();
    for (int i = 0; i < read.issuers().size(); i++) {
      Issuer issuer = document.issuers().get(i);
      PolicyMap map = read.issuers().get(i);
      issuer.require().ifPresent(pattern -> check(issuer, true, pattern, map, "require", findings));
    }
    for (int i = 0; i < read.statements().size(); i++) {
      Statement statement = document.statements().get(i);
      PolicyMap map = read.statements().get(i);
      for (Issuer issuer : document.issuersOf(statement)) {
        statement
            .when()
            .ifPresent(
                pattern -> check(issuer, statement.allows(), pattern, map, "when", findings));
      }
    }
  }

  private void check(
      Issuer issuer,
      boolean grants,
      EventPattern pattern,
      PolicyMap map,
      String field,
      Findings findings) {
    Function<Condition, Place> place = condition -> map.place(field, condition.location());
    pattern.branches().stream()
        .flatMap(branch -> branch.values().stream())
        .distinct()
        .forEach(conditions -> rule.check(issuer, grants, conditions, place, findings));
  }
}
