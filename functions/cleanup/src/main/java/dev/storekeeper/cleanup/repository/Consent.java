package dev.storekeeper.cleanup.repository;

import dev.storekeeper.cleanup.plan.Approval;
import dev.storekeeper.cleanup.plan.Plan;
import dev.storekeeper.cleanup.plan.PlanState;
import java.util.List;
import java.util.Optional;

/**
 * Who consented to the removal of the repositories of a plan.
 *
 * @param withdrawn why the plan is no longer good; absent if it is
 * @param people the different people, sorted
 */
record Consent(Optional<String> withdrawn, List<String> people) {
  private static final String NOBODY = "policy";

  static Consent of(String id, Optional<Plan> plan) {
    if (plan.isEmpty()) {
      return new Consent(Optional.of("plan " + id + " is gone"), List.of());
    }
    if (plan.get().state() == PlanState.CANCELLED) {
      return new Consent(Optional.of("plan " + id + " was cancelled"), List.of());
    }
    if (plan.get().state() != PlanState.APPROVED) {
      return new Consent(Optional.of("plan " + id + " is not approved"), List.of());
    }
    return new Consent(
        Optional.empty(),
        plan.get().approvals().stream()
            .filter(approval -> approval.scope() == Approval.Scope.ALL)
            .map(Approval::by)
            .filter(by -> !by.equals(NOBODY))
            .distinct()
            .sorted()
            .toList());
  }
}
