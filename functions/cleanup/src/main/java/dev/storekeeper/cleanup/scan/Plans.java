package dev.storekeeper.cleanup.scan;

import dev.storekeeper.cleanup.plan.Plan;
import dev.storekeeper.cleanup.plan.PlanState;
import java.util.Optional;

/** Changes of plans. */
final class Plans {
  private Plans() {}

  /** The same plan, at an end, and why. */
  static Plan ended(Plan plan, PlanState end, String why) {
    return new Plan(
        plan.id(),
        plan.domain(),
        plan.asOf(),
        plan.policyRevision(),
        end,
        plan.hash(),
        plan.totals(),
        plan.overLimits(),
        plan.approvals(),
        plan.createdAt(),
        plan.completedAt(),
        Optional.of(why));
  }
}
