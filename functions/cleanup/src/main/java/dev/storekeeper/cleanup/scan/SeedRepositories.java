package dev.storekeeper.cleanup.scan;

import dev.storekeeper.cleanup.bucket.Bucket;
import dev.storekeeper.cleanup.json.JsonFields;
import dev.storekeeper.cleanup.plan.Approval;
import dev.storekeeper.cleanup.plan.Manifest;
import dev.storekeeper.cleanup.plan.Plan;
import dev.storekeeper.cleanup.plan.PlanFiles;
import dev.storekeeper.cleanup.plan.PlanState;
import dev.storekeeper.cleanup.plan.RowCodec;
import dev.storekeeper.cleanup.registry.RepositoryId;
import dev.storekeeper.cleanup.repository.PlannedRepositories;
import dev.storekeeper.cleanup.repository.RepositoryRules;
import dev.storekeeper.cleanup.state.CleanupState;
import dev.storekeeper.cleanup.state.StateUnavailableException;
import dev.storekeeper.retention.Outcome;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Makes an item of each repository of a plan, once a person approved all of it. One whose policy
 * changed since is left out. Every repetition adds what is missing, and has the repositories looked
 * at again, so that a further approval is seen at once.
 */
public final class SeedRepositories {
  private static final int MAX_BYTES = 64 * 1024 * 1024;

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
    boolean covered =
        plan.get().approvals().stream()
            .anyMatch(approval -> approval.scope() == Approval.Scope.ALL);
    if (!covered || plan.get().totals().selectedRepositories() == 0) {
      return new WorkResult.Done();
    }
    Manifest manifest = Manifest.read(bucket, planId);
    String key = PlanFiles.repositoryDecisions(planId);
    boolean complete = true;
    try (InputStream in = bucket.open(key)) {
      for (JsonFields line : JsonFields.read(in, MAX_BYTES).objects("repositories")) {
        complete &= seed(plan.get(), manifest, line);
      }
    } catch (IllegalArgumentException e) {
      throw new IOException(key + ": " + e.getMessage(), e);
    }
    return complete
        ? new WorkResult.Done()
        : new WorkResult.Again("a repository of plan " + planId + " is being worked on");
  }

  private boolean seed(Plan plan, Manifest manifest, JsonFields line)
      throws StateUnavailableException {
    if (!(RowCodec.outcome(line) instanceof Outcome.Selected(String policy, String reason))) {
      return true;
    }
    Manifest.@Nullable Policy then = manifest.policies().get(policy);
    Optional<String> now = rules.policyRevision(policy);
    if (then == null || now.filter(then.revision()::equals).isEmpty()) {
      return true;
    }
    RepositoryId id = new RepositoryId(plan.domain(), line.text("repository"));
    Optional<Instant> lastPublish =
        state
            .note(ScanKeys.unit(plan.id(), id.name()))
            .map(UnitNote::read)
            .flatMap(UnitNote::newestPublish);
    return planned.add(plan, id, policy, then.revision(), reason, lastPublish);
  }
}
