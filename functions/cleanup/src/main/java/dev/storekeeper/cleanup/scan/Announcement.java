package dev.storekeeper.cleanup.scan;

import dev.storekeeper.cleanup.plan.Plan;
import dev.storekeeper.cleanup.plan.PlanState;
import dev.storekeeper.cleanup.state.CleanupState;
import dev.storekeeper.cleanup.state.Lease;
import dev.storekeeper.cleanup.state.StaleWriteException;
import dev.storekeeper.cleanup.state.StateUnavailableException;
import java.io.IOException;

/** Tells that a plan is closed, and remembers that it did: at least once, mostly once. */
final class Announcement {
  private static final String TOLD = "told";

  private final CleanupState state;
  private final PlanClosed closed;

  Announcement(CleanupState state, PlanClosed closed) {
    this.state = state;
    this.closed = closed;
  }

  void tell(Plan plan, Lease lease)
      throws StateUnavailableException, StaleWriteException, IOException {
    if (plan.completedAt().isEmpty() && plan.state() != PlanState.STOPPED) {
      // It was cancelled during its scan; who did that was told.
      return;
    }
    String key = "closed/" + plan.id();
    if (state.note(key).isEmpty()) {
      closed.closed(plan);
      state.note(key, TOLD, lease);
    }
  }
}
