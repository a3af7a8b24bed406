package dev.storekeeper.cleanup.control;

import dev.storekeeper.cleanup.plan.Approval;
import dev.storekeeper.cleanup.plan.Plan;
import dev.storekeeper.cleanup.plan.PlanState;
import dev.storekeeper.cleanup.state.CleanupState;
import dev.storekeeper.cleanup.state.StateUnavailableException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Finds and changes plans. */
final class Plans {
  /** How far back plans are looked for. */
  static final int RECENT = 100;

  private static final Pattern ID = Pattern.compile("[A-Za-z0-9-]{1,128}");

  private Plans() {}

  static Plan find(CleanupState state, String id)
      throws ControlException, StateUnavailableException {
    if (!ID.matcher(id).matches()) {
      throw ControlException.invalid(
          "plan: found " + Shown.text(id) + ", expected an id as 20260301T030000Z-acme-1f3a");
    }
    Optional<Plan> plan = state.plan(id);
    if (plan.isEmpty()) {
      throw ControlException.refused("There is no plan " + id);
    }
    return plan.get();
  }

  /** The newest complete plan of a plan's domain that is more than a look ahead. */
  static Optional<Plan> newest(CleanupState state, Plan plan) throws StateUnavailableException {
    return state.plans(plan.domain(), RECENT).stream()
        .filter(it -> it.completedAt().isPresent() && !PlanJson.isWhatIf(it))
        .findFirst();
  }

  static Plan approved(Plan plan, Approval approval) {
    List<Approval> approvals = new ArrayList<>(plan.approvals());
    approvals.add(approval);
    return with(plan, PlanState.APPROVED, approvals, plan.note());
  }

  static Plan cancelled(Plan plan, String why) {
    return with(plan, PlanState.CANCELLED, plan.approvals(), Optional.of(why));
  }

  private static Plan with(
      Plan plan, PlanState state, List<Approval> approvals, Optional<String> note) {
    return new Plan(
        plan.id(),
        plan.domain(),
        plan.asOf(),
        plan.policyRevision(),
        state,
        plan.hash(),
        plan.totals(),
        plan.overLimits(),
        approvals,
        plan.createdAt(),
        plan.completedAt(),
        note);
  }
}
