package dev.storekeeper.cleanup.scan;

import dev.storekeeper.cleanup.bucket.Bucket;
import dev.storekeeper.cleanup.plan.Plan;
import dev.storekeeper.cleanup.registry.RegistryException;
import dev.storekeeper.cleanup.registry.RepositoryId;
import dev.storekeeper.cleanup.rules.Rules;
import dev.storekeeper.cleanup.state.CleanupState;
import dev.storekeeper.cleanup.state.StateUnavailableException;
import dev.storekeeper.retention.CleanupPolicy;
import dev.storekeeper.retention.Explanation;
import dev.storekeeper.retention.Known;
import dev.storekeeper.retention.RepositoryFacts;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;

/**
 * Says of a repository as it is now why it stays or goes. When something was last published into it
 * is what the last plan found and what was recorded since. Safe for use by many threads.
 */
public final class RepositoryExplainer {
  private static final int PLANS = 50;

  private final CleanupState state;
  private final Bucket bucket;
  private final LiveRepositoryFacts live;
  private final Rules rules;
  private final CleanupPolicy policy;

  /** With its parts; the rules are the policy's. */
  public RepositoryExplainer(
      CleanupState state,
      Bucket bucket,
      LiveRepositoryFacts live,
      Rules rules,
      CleanupPolicy policy) {
    this.state = state;
    this.bucket = bucket;
    this.live = live;
    this.rules = rules;
    this.policy = policy;
  }

  /**
   * Explains.
   *
   * @return absent if it is not there
   * @throws RegistryException if it is not known whether it is there
   */
  public Optional<Explanation> explain(RepositoryId id, Instant asOf)
      throws RegistryException, StateUnavailableException, IOException {
    return live.read(id, lastPublish(id)).map(found -> policy.explain(found.facts(), asOf));
  }

  private Known<Optional<Instant>> lastPublish(RepositoryId id)
      throws StateUnavailableException, IOException {
    for (Plan plan : state.plans(id.domain(), PLANS)) {
      // Whether it was asked went by the policy as it was then.
      if (plan.completedAt().isEmpty() || !plan.policyRevision().equals(rules.revision())) {
        continue;
      }
      Optional<RepositoryFacts> then =
          RunFactsFile.read(bucket, plan.id()).flatMap(facts -> facts.repository(id.name()));
      // A plan does not ask where the answer could not have mattered.
      if (then.isPresent() && RepositoryDecision.mayBeSelected(rules, then.get(), plan.asOf())) {
        return state
            .note(ScanKeys.unit(plan.id(), id.name()))
            .map(UnitNote::read)
            .<Known<Optional<Instant>>>map(RepositoryDecision::seen)
            .orElse(new Known.Unknown<>("what plan " + plan.id() + " found is gone"));
      }
    }
    return new Known.Unknown<>("no plan has asked yet when something was last published into it");
  }
}
