package dev.storekeeper.cleanup.repository;

import dev.storekeeper.cleanup.plan.Approval;
import dev.storekeeper.cleanup.plan.Plan;
import dev.storekeeper.cleanup.plan.PlanState;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

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
    return new Consent(Optional.empty(), people(plan.get()));
  }

  /** A person who approved by several roles counts once, by the first of their ARNs. */
  private static List<String> people(Plan plan) {
    SortedMap<String, String> people = new TreeMap<>();
    for (Approval approval : plan.approvals()) {
      if (approval.scope() == Approval.Scope.ALL && !approval.by().equals(NOBODY)) {
        people.putIfAbsent(
            dev.storekeeper.cleanup.plan.Consent.person(approval.by()), approval.by());
      }
    }
    return people.values().stream().sorted().toList();
  }
}
