package dev.storekeeper.cleanup.scan;

import dev.storekeeper.cleanup.plan.Plan;
import dev.storekeeper.cleanup.plan.PlanState;
import dev.storekeeper.cleanup.plan.Totals;
import dev.storekeeper.cleanup.state.CleanupState;
import dev.storekeeper.cleanup.state.StateUnavailableException;
import java.util.Optional;

/** Whether what a scan saw can be believed. */
final class Sanity {
  private static final int PLANS = 100;
  private static final int LEAST_PERCENT = 50;

  private final CleanupState state;

  Sanity(CleanupState state) {
    this.state = state;
  }

  /** Why a scan cannot be believed; absent if it can. */
  Optional<String> doubt(Plan plan, Totals totals, long reads, boolean acceptsLess)
      throws StateUnavailableException {
    if (totals.failures() * 100 > reads) {
      return Optional.of(
          "%d of %d reads failed, more than 1 %%".formatted(totals.failures(), reads));
    }
    if (acceptsLess) {
      return Optional.empty();
    }
    for (Plan earlier : state.plans(plan.domain(), PLANS)) {
      if (!earlier.id().equals(plan.id()) && isComplete(earlier)) {
        return less("repositories", totals.repositories(), earlier.totals().repositories(), earlier)
            .or(() -> less("versions", totals.versions(), earlier.totals().versions(), earlier));
      }
    }
    return Optional.empty();
  }

  private static boolean isComplete(Plan plan) {
    return plan.state() != PlanState.SCANNING
        && plan.state() != PlanState.STOPPED
        && plan.completedAt().isPresent();
  }

  private static Optional<String> less(String what, long now, long before, Plan earlier) {
    return now * 100 < before * LEAST_PERCENT
        ? Optional.of(
            "found %d %s, less than %d %% of the %d of plan %s"
                .formatted(now, what, LEAST_PERCENT, before, earlier.id()))
        : Optional.empty();
  }
}
