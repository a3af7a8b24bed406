package dev.storekeeper.policy.lint;

import dev.storekeeper.policy.PolicyException;
import java.util.List;
import java.util.Optional;

/**
 * What the lint found in a document.
 *
 * @param <P> the kind of policy
 * @param findings everything, in the order of the document
 * @param policy the policy, for trying it out; absent if the document cannot be understood
 */
public record LintReport<P>(List<Finding> findings, Optional<P> policy) {
  public LintReport {
    findings = List.copyOf(findings);
  }

  /** The report of a file that is no policy at all. */
  public static <P> LintReport<P> of(PolicyException problems) {
    return new LintReport<>(
        problems.problems().stream().map(Finding::of).toList(), Optional.empty());
  }

  /** Whether nothing keeps the policy from being used. */
  public boolean isUsable() {
    return policy.isPresent()
        && findings.stream().noneMatch(finding -> finding.severity() == Severity.ERROR);
  }
}
