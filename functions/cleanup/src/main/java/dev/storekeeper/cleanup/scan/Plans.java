package dev.storekeeper.cleanup.scan;

import dev.storekeeper.cleanup.plan.Approval;
import dev.storekeeper.cleanup.plan.Plan;
import dev.storekeeper.cleanup.plan.PlanState;
import dev.storekeeper.cleanup.plan.Totals;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Changes of plans. */
final class Plans {
  private Plans() {}

  /** The same plan, at an end, and why. */
  static Plan ended(Plan plan, PlanState end, String why) {
    return ended(plan, plan.totals(), end, why);
  }

  /** The same plan with sums, at an end, and why. */
  static Plan ended(Plan plan, Totals totals, PlanState end, String why) {
    return new Plan(
        plan.id(),
        plan.domain(),
        plan.asOf(),
        plan.policyRevision(),
        end,
        plan.hash(),
        totals,
        plan.overLimits(),
        plan.approvals(),
        plan.createdAt(),
        plan.completedAt(),
        Optional.of(why));
  }

  /** The same plan, complete. */
  static Plan complete(
      Plan plan,
      PlanState state,
      PlanSums sums,
      Totals totals,
      List<Approval> approvals,
      Instant now) {
    return new Plan(
        plan.id(),
        plan.domain(),
        plan.asOf(),
        plan.policyRevision(),
        state,
        Optional.of(sums.hash()),
        totals,
        sums.overLimits(),
        approvals,
        plan.createdAt(),
        Optional.of(now),
        Optional.empty());
  }
}
