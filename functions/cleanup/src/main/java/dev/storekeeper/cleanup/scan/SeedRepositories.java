package dev.storekeeper.cleanup.scan;

import dev.storekeeper.cleanup.bucket.Bucket;
import dev.storekeeper.cleanup.plan.Approval;
import dev.storekeeper.cleanup.plan.Consent;
import dev.storekeeper.cleanup.plan.Manifest;
import dev.storekeeper.cleanup.plan.Plan;
import dev.storekeeper.cleanup.plan.PlanState;
import dev.storekeeper.cleanup.plan.SelectedRepositories;
import dev.storekeeper.cleanup.registry.RepositoryId;
import dev.storekeeper.cleanup.repository.PlannedRepositories;
import dev.storekeeper.cleanup.repository.RepositoryRules;
import dev.storekeeper.cleanup.state.CleanupState;
import dev.storekeeper.cleanup.state.StateUnavailableException;
import dev.storekeeper.retention.Known;
import dev.storekeeper.retention.Outcome;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Makes an item of each repository of a plan, once as many people approved all of it as the policy
 * that selected it asks for. One whose policy changed since is left out. Every repetition adds what
 * is missing, and has the repositories looked at again.
 */
public final class SeedRepositories {
  private static final Map<String, String> NONE = Map.of();

  private final CleanupState state;
  private final Bucket bucket;
  private final RepositoryRules rules;
  private final PlannedRepositories planned;

  /** With its parts. */
  public SeedRepositories(
      CleanupState state, Bucket bucket, RepositoryRules rules, PlannedRepositories planned) {
    this.state = state;
    this.bucket = bucket;
    this.rules = rules;
    this.planned = planned;
  }

  /**
   * Makes the items of a plan.
   *
   * @throws IOException if the plan's files cannot be read
   */
  public WorkResult run(String planId) throws StateUnavailableException, IOException {
    Optional<Plan> plan = state.plan(planId);
    if (plan.isEmpty() || plan.get().state() != PlanState.APPROVED) {
      return new WorkResult.Refused("there is no approved plan " + planId);
    }
    int persons = Consent.persons(plan.get(), Approval.Scope.ALL);
    if (persons == 0) {
      return new WorkResult.Done();
    }
    RunFacts facts =
        RunFactsFile.read(bucket, planId)
            .orElseThrow(() -> new IOException("the facts of plan " + planId + " are gone"));
    boolean complete = true;
    Manifest manifest = Manifest.read(bucket, planId);
    for (SelectedRepositories.Selected each : SelectedRepositories.read(bucket, plan.get())) {
      if (isCovered(each.selected().policy(), manifest, persons)) {
        complete &= add(plan.get(), each, facts);
      }
    }
    return complete
        ? new WorkResult.Done()
        : new WorkResult.Again("a repository of plan " + planId + " is being worked on");
  }

  /** Whether a policy is what it was, and as many people consented as it asks for. */
  private boolean isCovered(String policy, Manifest manifest, int persons) {
    Manifest.@Nullable Policy then = manifest.policies().get(policy);
    return then != null
        && rules.policyRevision(policy).filter(then.revision()::equals).isPresent()
        && rules.phases(policy).filter(phases -> persons >= phases.approvals()).isPresent();
  }

  private boolean add(Plan plan, SelectedRepositories.Selected selected, RunFacts facts)
      throws StateUnavailableException {
    RepositoryId id = new RepositoryId(plan.domain(), selected.name());
    Outcome.Selected by = selected.selected();
    Optional<Instant> lastPublish =
        state
            .note(ScanKeys.unit(plan.id(), id.name()))
            .map(UnitNote::read)
            .flatMap(UnitNote::newestPublish);
    return planned.add(
        plan,
        id,
        by.policy(),
        rules.policyRevision(by.policy()).orElseThrow(),
        by.reason(),
        lastPublish,
        tags(facts, id));
  }

  private static Map<String, String> tags(RunFacts facts, RepositoryId id) {
    return facts
        .repository(id.name())
        .map(it -> it.tags() instanceof Known.Value<Map<String, String>>(var tags) ? tags : NONE)
        .orElse(NONE);
  }
}
