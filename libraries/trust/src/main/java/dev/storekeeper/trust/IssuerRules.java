package dev.storekeeper.trust;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.storekeeper.identity.Issuer;
import dev.storekeeper.policy.EventPattern;
import dev.storekeeper.policy.PatternSet;
import dev.storekeeper.trust.Explanation.Failure;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What the policy says about the tokens of one issuer, compiled. Safe for many threads. */
final class IssuerRules {
  private final Issuer issuer;
  private final List<StatementRule> rules;
  private final PatternSet<Boolean> required;
  private final PatternSet<Statement> conditional;
  private final PatternSet<FieldTest> tests;

  IssuerRules(Issuer issuer, List<Statement> statements) {
    this.issuer = issuer;
    this.rules =
        statements.stream()
            .filter(statement -> statement.issuers().contains(issuer.id()))
            .map(statement -> StatementRule.of(issuer, statement))
            .toList();
    this.required =
        new PatternSet<>(
            issuer.require().map(pattern -> Map.entry(true, pattern)).stream().toList());
    List<Map.Entry<Statement, EventPattern>> patterns = new ArrayList<>();
    Set<FieldTest> all = new LinkedHashSet<>();
    Branch.of(issuer.require()).forEach(branch -> all.addAll(branch.tests()));
    for (StatementRule rule : rules) {
      rule.statement()
          .when()
          .ifPresent(pattern -> patterns.add(Map.entry(rule.statement(), pattern)));
      rule.branches().forEach(branch -> all.addAll(branch.tests()));
    }
    this.conditional = new PatternSet<>(patterns);
    this.tests =
        new PatternSet<>(all.stream().map(test -> Map.entry(test, test.pattern())).toList());
  }

  List<StatementRule> rules() {
    return rules;
  }

  /** Whether the claims are as the issuer's {@code require} asks. */
  boolean admits(ObjectNode claims) {
    return issuer.require().isEmpty() || !required.matching(claims).isEmpty();
  }

  /** The claim whose value is a denied trigger that the issuer does not admit. */
  Optional<Failure> deniedTrigger(ObjectNode claims) {
    return issuer.preset().deniedTriggers().entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .flatMap(entry ->
            texts(claims.path(entry.getKey())).stream()
                .filter(entry.getValue()::contains)
                .filter(value -> !issuer.triggers().contains(value))
                .map(value ->
                    new Failure(
                        entry.getKey(),
                        Optional.of(value),
                        Optional.of("a trigger that is not denied"))))
        .findFirst();
  }

  /** The statements that match, in the order of the policy. */
  List<Statement> matching(ObjectNode claims) {
    Set<Statement> matching = new HashSet<>(conditional.matching(claims));
    return rules.stream()
        .map(StatementRule::statement)
        .filter(statement -> statement.when().isEmpty() || matching.contains(statement))
        .toList();
  }

  /** The tests that pass, each by itself. */
  Set<FieldTest> passing(ObjectNode claims) {
    return new HashSet<>(tests.matching(claims));
  }

  /** What of the issuer's {@code require} fails. */
  List<Failure> requireFailures(ObjectNode claims, Set<FieldTest> passing) {
    Statement nothing =
        new Statement("", Effect.DENY, Mode.AUDIT, List.of(), Optional.empty(), Optional.empty());
    return StatementRule.of(issuer, nothing).failures(claims, passing);
  }

  private static List<String> texts(JsonNode claim) {
    if (claim.isArray()) {
      return claim.valueStream().map(JsonNode::asText).toList();
    }
    return claim.isMissingNode() ? List.of() : List.of(claim.asText());
  }
}
