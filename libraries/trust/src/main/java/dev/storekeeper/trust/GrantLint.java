package dev.storekeeper.trust;

import dev.storekeeper.policy.PolicyMap;
import dev.storekeeper.policy.lint.Findings;
import java.time.Duration;
import java.util.List;

/** Grants that are longer than they should be: in time, or as a session policy. */
final class GrantLint implements LintRule {
  private static final Duration LONG = Duration.ofHours(1);

  @Override
  public void check(ReadDocument read, Findings findings) {
    for (int i = 0; i < read.statements().size(); i++) {
      Statement statement = read.document().statements().get(i);
      PolicyMap map = read.statements().get(i);
      statement.allowance().ifPresent(allowance -> check(statement.id(), allowance, map, findings));
    }
  }

  private static void check(
      String statement, Allowance allowance, PolicyMap map, Findings findings) {
    if (allowance.maxDuration().compareTo(LONG) > 0) {
      findings.warning(
          "duration",
          map.place("grant", List.of("max_duration_seconds")),
          "a token cannot be taken back, and this one lives for "
              + allowance.maxDuration().toMinutes()
              + " minutes",
          "at most " + LONG.toSeconds() + "; a long job can ask again");
    }
    Grant whole = allowance.grant(statement, AccessRequest.EVERYTHING, allowance.maxDuration());
    int length = SessionPolicy.longest(whole);
    if (length > SessionPolicy.MAX_CHARACTERS) {
      findings.error(
          "session-policy",
          map.place("grant"),
          "its session policy may have "
              + length
              + " characters, and STS takes "
              + SessionPolicy.MAX_CHARACTERS,
          "fewer repositories or packages, in several statements");
    }
    for (Scope scope : allowance.scopes()) {
      if (allowance.scopes().stream()
          .anyMatch(other -> !other.equals(scope) && other.covers(scope))) {
        findings.warning(
            "redundant-scope",
            map.place("grant", List.of("scopes")),
            scope + " is covered by another scope",
            "only one of them");
      }
    }
  }
}
