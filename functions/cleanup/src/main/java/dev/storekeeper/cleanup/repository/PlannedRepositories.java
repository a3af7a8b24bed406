package dev.storekeeper.cleanup.repository;

import dev.storekeeper.cleanup.plan.Plan;
import dev.storekeeper.cleanup.registry.RepositoryId;
import dev.storekeeper.cleanup.state.CleanupState;
import dev.storekeeper.cleanup.state.Lease;
import dev.storekeeper.cleanup.state.StaleWriteException;
import dev.storekeeper.cleanup.state.StateUnavailableException;
import dev.storekeeper.retention.RepositoryPhases;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** Makes items of the repositories of a plan. Thread-safe. */
public final class PlannedRepositories {
  private static final Duration LEASE = Duration.ofMinutes(2);

  private final CleanupState state;
  private final RepositoryItems items;
  private final RepositoryRules rules;
  private final Clock clock;

  /** With its parts. */
  public PlannedRepositories(CleanupState state, RepositoryRules rules, Clock clock) {
    this.state = state;
    this.items = new RepositoryItems(state);
    this.rules = rules;
    this.clock = clock;
  }

  /**
   * Makes an item of a repository, unless a plan has it under way or this plan had it before; in
   * any case its work is due now.
   *
   * @param lastPublish the last publish that the plan's scan found; absent if it found none
   * @param tags the tags that it found
   * @return false if somebody works on the repository: it has to be tried again
   */
  public boolean add(
      Plan plan,
      RepositoryId repository,
      String policy,
      String policyRevision,
      String reason,
      Optional<Instant> lastPublish,
      Map<String, String> tags)
      throws StateUnavailableException {
    Instant now = clock.instant();
    Optional<Lease> lease = state.lease(RepositoryWork.of(repository), now, LEASE);
    if (lease.isEmpty()) {
      return false;
    }
    try {
      Optional<RepositoryItem> there = items.find(repository);
      if (there.isEmpty() || isOver(there.get(), plan)) {
        Duration notice = rules.phases(policy).map(RepositoryPhases::notice).orElse(Duration.ZERO);
        Instant noticed = plan.completedAt().orElse(now).plus(notice);
        items.write(
            new RepositoryItem(
                repository,
                plan.id(),
                policy,
                policyRevision,
                reason,
                lastPublish,
                tags,
                RepositoryProgress.planned(noticed.isAfter(now) ? noticed : now, now)),
            lease.get());
      }
      state.release(lease.get(), Optional.of(now));
      return true;
    } catch (StaleWriteException e) {
      return false;
    }
  }

  /**
   * What came to its end since the plan was made is not begun again: the plan knows nothing of
   * that.
   */
  private static boolean isOver(RepositoryItem there, Plan plan) {
    return there.state().isFinal() && there.progress().changedAt().isBefore(plan.createdAt());
  }
}
