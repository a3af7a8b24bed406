package dev.storekeeper.trust;

import java.util.List;
import java.util.Optional;

/**
 * What the lint found in a document.
 *
 * @param findings everything, in the order of the document
 * @param policy the policy, for trying it out; absent if the document cannot be understood
 */
public record LintReport(List<Finding> findings, Optional<TrustPolicy> policy) {
  public LintReport {
    findings = List.copyOf(findings);
  }

  /** Whether nothing keeps the policy from being used. */
  public boolean isUsable() {
    return policy.isPresent()
        && findings.stream().noneMatch(finding -> finding.severity() == Severity.ERROR);
  }
}
