package dev.storekeeper.cleanup.scan;

import dev.storekeeper.cleanup.plan.Approval;
import dev.storekeeper.cleanup.plan.Manifest;
import dev.storekeeper.cleanup.plan.Plan;
import dev.storekeeper.cleanup.rules.Rules;
import dev.storekeeper.retention.Mode;
import org.jspecify.annotations.Nullable;

/** Which of a plan's versions its approvals cover. */
final class Coverage {
  private final Plan plan;
  private final Manifest manifest;
  private final Rules rules;

  Coverage(Plan plan, Manifest manifest, Rules rules) {
    this.plan = plan;
    this.manifest = manifest;
    this.rules = rules;
  }

  /** Whether a policy is now what it was when the plan was complete. */
  boolean isUnchanged(String policy) {
    Manifest.@Nullable Policy planned = manifest.policies().get(policy);
    return planned != null
        && rules.policyRevision(policy).filter(planned.revision()::equals).isPresent();
  }

  /** Whether an approval covers what a policy selected. */
  boolean covers(String policy) {
    Manifest.@Nullable Policy planned = manifest.policies().get(policy);
    boolean enforced =
        planned != null
            && planned.mode() == Mode.ENFORCE
            && isUnchanged(policy)
            && rules.mode(policy) == Mode.ENFORCE;
    return plan.approvals().stream()
        .map(Approval::scope)
        .anyMatch(scope ->
            switch (scope) {
              case ENFORCED -> enforced;
              case VERSIONS, ALL -> true;
            });
  }
}
