package dev.storekeeper.cleanup.scan;

import dev.storekeeper.cleanup.bucket.Bucket;
import dev.storekeeper.cleanup.execute.Work;
import dev.storekeeper.cleanup.plan.Manifest;
import dev.storekeeper.cleanup.plan.Plan;
import dev.storekeeper.cleanup.plan.Rows;
import dev.storekeeper.cleanup.plan.SelectedRepositories;
import dev.storekeeper.cleanup.registry.RepositoryId;
import dev.storekeeper.cleanup.repository.RepositoryWork;
import dev.storekeeper.cleanup.state.CleanupState;
import dev.storekeeper.cleanup.state.StateUnavailableException;
import java.io.IOException;
import java.time.Clock;
import java.util.Optional;

/**
 * Makes the packages and repositories of a plan due at once, so that what became of the plan is
 * acted upon.
 */
public final class WakeItems {
  private final CleanupState state;
  private final Bucket bucket;
  private final Clock clock;

  /** With its parts. */
  public WakeItems(CleanupState state, Bucket bucket, Clock clock) {
    this.state = state;
    this.bucket = bucket;
    this.clock = clock;
  }

  /**
   * Wakes a plan's packages and repositories, as a message of kind {@link Messages#WAKE} asks for.
   */
  public WorkResult run(String planId) throws StateUnavailableException, IOException {
    String[] last = {""};
    new Rows(bucket)
        .<StateUnavailableException>forEach(
            Manifest.read(bucket, planId),
            row -> {
              String key = Work.of(row.version().coordinates());
              if (row.isSelected() && !key.equals(last[0])) {
                last[0] = key;
                state.due(key, clock.instant());
              }
              return true;
            });
    Optional<Plan> plan = state.plan(planId);
    if (plan.isPresent()) {
      for (SelectedRepositories.Selected each : SelectedRepositories.read(bucket, plan.get())) {
        RepositoryId repository = new RepositoryId(plan.get().domain(), each.name());
        state.due(RepositoryWork.of(repository), clock.instant());
      }
    }
    return new WorkResult.Done();
  }
}
