package dev.storekeeper.trust;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.storekeeper.trust.Explanation.Failure;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Explains why one request is refused. Who does not match the tenant pins of a statement learns
 * nothing of it, and a statement that does not exist is answered like one that does not match.
 */
final class Denials {
  private static final String NOTHING_TOLD =
      "No statement of the policy allows this to a job with these claims.";

  private final IssuerRules rules;
  private final ObjectNode claims;
  private final AccessRequest request;
  private final boolean full;
  private final Optional<String> account;
  private final Set<FieldTest> passing;

  Denials(
      IssuerRules rules,
      ObjectNode claims,
      AccessRequest request,
      boolean full,
      Optional<String> account) {
    this.rules = rules;
    this.claims = claims;
    this.request = request;
    this.full = full;
    this.account = account;
    this.passing = rules.passing(claims);
  }

  /** The claims are not as the issuer requires. */
  Verdict notRequired() {
    Verdict told = unmatched(List.of());
    return new Verdict(told.decision(), Optional.empty(), rules.requireFailures(claims, passing));
  }

  /** The job was triggered in a way that is denied. */
  Verdict trigger(Failure trigger) {
    String summary =
        "Jobs with the " + trigger.what() + " " + trigger.found().orElse("") + " are denied.";
    Explanation told =
        nearest(true)
            .map(rule -> explanation(summary, rule.statement(), List.of(trigger)))
            .orElseGet(this::nothing);
    return denied(DenialReason.NOT_ALLOWED, told, Optional.empty(), List.of(trigger), List.of());
  }

  /** A statement denies it. */
  Verdict denied(Statement statement, List<String> shadow) {
    boolean known =
        rules.rules().stream()
            .filter(rule -> rule.statement().isEnforced())
            .filter(rule -> rule.statement().allows() || rule.statement().equals(statement))
            .anyMatch(rule -> rule.isOfTenant(passing));
    String summary = "The statement " + statement.id() + " denies this.";
    Explanation told = known ? explanation(summary, statement, List.of()) : nothing();
    return denied(DenialReason.NOT_ALLOWED, told, Optional.of(statement.id()), List.of(), shadow);
  }

  /** No statement matches. */
  Verdict unmatched(List<String> shadow) {
    Explanation told = nearest(true).map(this::nearly).orElseGet(this::nothing);
    Optional<StatementRule> nearest = nearest(false);
    return denied(
        DenialReason.NOT_ALLOWED,
        told,
        nearest.map(rule -> rule.statement().id()),
        nearest.map(rule -> rule.failures(claims, passing)).orElse(List.of()),
        shadow);
  }

  /** Statements match, but each grants less than is asked for. */
  Verdict exceeded(List<Statement> matching, List<String> shadow) {
    Statement nearest =
        matching.stream()
            .min(
                Comparator.comparing((Statement it) -> isOffTarget(exceeding(it)))
                    .thenComparingInt(it -> exceeding(it).size()))
            .orElseThrow();
    List<Failure> failures = exceeding(nearest);
    String summary =
        "The statement " + nearest.id() + " grants less than this: " + names(failures) + ".";
    DenialReason reason =
        isOffTarget(failures) ? DenialReason.INVALID_TARGET : DenialReason.INVALID_SCOPE;
    Explanation told = explanation(summary, nearest, failures);
    return denied(reason, told, Optional.of(nearest.id()), failures, shadow);
  }

  /** What each statement says. */
  List<StatementResult> results() {
    List<Statement> matching = rules.matching(claims);
    boolean admitted = rules.admits(claims);
    List<StatementResult> results = new ArrayList<>();
    for (StatementRule rule : rules.rules()) {
      Statement statement = rule.statement();
      boolean matches = admitted && matching.contains(statement);
      List<Failure> failures = matches ? exceeding(statement) : rule.failures(claims, passing);
      results.add(
          new StatementResult(
              statement.id(), statement.effect(), statement.mode(), matches, failures));
    }
    return results;
  }

  private Optional<StatementRule> nearest(boolean told) {
    return rules.rules().stream()
        .filter(rule -> rule.statement().isEnforced() && rule.statement().allows())
        .filter(rule -> Decider.isAskedFor(rule.statement(), request))
        .filter(rule -> !told || rule.isOfTenant(passing))
        .min(
            Comparator.comparing((StatementRule rule) -> !rule.isOfTenant(passing))
                .thenComparingInt(rule -> rule.failures(claims, passing).size()));
  }

  private Explanation nearly(StatementRule rule) {
    List<Failure> failures = rule.failures(claims, passing);
    String id = rule.statement().id();
    String summary =
        failures.isEmpty()
            ? "The statement " + id + " does not match."
            : "The statement " + id + " does not match because of " + names(failures) + ".";
    return explanation(summary, rule.statement(), failures);
  }

  private Explanation nothing() {
    return new Explanation(claims, NOTHING_TOLD, Optional.empty(), List.of());
  }

  private Explanation explanation(String summary, Statement statement, List<Failure> failures) {
    List<Failure> told =
        full
            ? failures
            : failures.stream()
                .map(failure -> new Failure(failure.what(), failure.found(), Optional.empty()))
                .toList();
    return new Explanation(claims, summary, Optional.of(statement.id()), told);
  }

  private List<Failure> exceeding(Statement statement) {
    return statement
        .allowance()
        .map(allowance -> allowance.exceededBy(request, account))
        .orElse(List.of());
  }

  private static boolean isOffTarget(List<Failure> failures) {
    return failures.stream()
        .anyMatch(
            failure -> failure.what().equals("domain") || failure.what().equals("repository"));
  }

  private static String names(List<Failure> failures) {
    return failures.stream().map(Failure::what).distinct().collect(Collectors.joining(", "));
  }

  private static Verdict denied(
      DenialReason reason,
      Explanation told,
      Optional<String> statement,
      List<Failure> failures,
      List<String> shadow) {
    return new Verdict(new Decision.Denied(reason, told, shadow), statement, failures);
  }
}
