package dev.storekeeper.cleanup.control;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.storekeeper.cleanup.plan.Plan;
import dev.storekeeper.cleanup.plan.PlanState;
import dev.storekeeper.retention.CleanupPolicy;
import dev.storekeeper.retention.Phases;
import java.time.Instant;

/** When a version of a plan would go, by the present policy, at the earliest. */
final class RowDates {
  private final CleanupPolicy policy;
  private final Plan plan;
  private final Instant now;

  RowDates(CleanupPolicy policy, Plan plan, Instant now) {
    this.policy = policy;
    this.plan = plan;
    this.now = now;
  }

  /** Adds {@code archiveOn} and {@code deleteOn}, if the policy that selected it is still there. */
  void add(String name, String status, ObjectNode json) {
    boolean open = plan.state() == PlanState.WAITING || plan.state() == PlanState.APPROVED;
    if (!open || !policy.policies().contains(name) || plan.completedAt().isEmpty()) {
      return;
    }
    Phases phases = policy.phases(name);
    Instant noticed = plan.completedAt().get().plus(phases.notice());
    boolean waits = plan.state() == PlanState.WAITING && noticed.isBefore(now);
    Instant first = waits ? now : noticed;
    boolean unlists = phases.first() == Phases.First.UNLIST && !status.equals("Unlisted");
    json.put("archiveOn", (unlists ? first.plus(phases.grace().dividedBy(2)) : first).toString());
    json.put("deleteOn", first.plus(phases.grace()).toString());
  }
}
