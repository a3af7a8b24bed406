package dev.storekeeper.cleanup.scan;

import dev.storekeeper.cleanup.bucket.Bucket;
import dev.storekeeper.cleanup.execute.Deadline;
import dev.storekeeper.cleanup.plan.Manifest;
import dev.storekeeper.cleanup.plan.Plan;
import dev.storekeeper.cleanup.plan.PlanState;
import dev.storekeeper.cleanup.plan.Rows;
import dev.storekeeper.cleanup.rules.Rules;
import dev.storekeeper.cleanup.state.CleanupState;
import dev.storekeeper.cleanup.state.Lease;
import dev.storekeeper.cleanup.state.StaleWriteException;
import dev.storekeeper.cleanup.state.StateUnavailableException;
import dev.storekeeper.lambda.Log;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * Makes an item of each version of a plan that its approvals cover. It goes by the very rows whose
 * hash was approved; a policy that changed since has its versions left out.
 */
public final class SeedItems {
  private static final Duration LEASE = Duration.ofMinutes(16);

  private final CleanupState state;
  private final Bucket bucket;
  private final Rules rules;
  private final Messages messages;
  private final Clock clock;

  /** With its parts. */
  public SeedItems(CleanupState state, Bucket bucket, Rules rules, Messages messages, Clock clock) {
    this.state = state;
    this.bucket = bucket;
    this.rules = rules;
    this.messages = messages;
    this.clock = clock;
  }

  /**
   * Makes the items of a plan, as a message of kind {@link Messages#SEED} asks for. Called again
   * after another approval, it adds what that covers.
   *
   * @throws IOException if a chunk is not what the manifest says; nothing more is made then
   */
  public WorkResult run(String planId, Deadline deadline, Log log)
      throws StateUnavailableException, IOException {
    Optional<Lease> lease = state.lease(ScanKeys.seed(planId), clock.instant(), LEASE);
    if (lease.isEmpty()) {
      return new WorkResult.Again("the items of plan " + planId + " are being made");
    }
    try {
      WorkResult result = run(planId, lease.get(), deadline, log);
      state.release(lease.get(), Optional.empty());
      if (result instanceof WorkResult.Continued) {
        messages.send(Messages.SEED, Messages.about(planId));
      }
      return result;
    } catch (StaleWriteException e) {
      return new WorkResult.Again(String.valueOf(e.getMessage()));
    }
  }

  private WorkResult run(String planId, Lease lease, Deadline deadline, Log log)
      throws StateUnavailableException, StaleWriteException, IOException {
    Optional<Plan> plan = state.plan(planId);
    if (plan.isEmpty() || plan.get().state() != PlanState.APPROVED) {
      return new WorkResult.Refused("there is no approved plan " + planId);
    }
    Manifest manifest = Manifest.read(bucket, planId);
    if (!plan.get().hash().equals(Optional.of(manifest.hash()))) {
      return new WorkResult.Refused(
          "the manifest of plan %s has hash %s, expected %s"
              .formatted(planId, manifest.hash(), plan.get().hash().orElse("none")));
    }
    SeedNote from =
        state
            .note(ScanKeys.seed(planId))
            .map(SeedNote::read)
            .orElse(new SeedNote(0, 0))
            .of(plan.get());
    SeedPass pass =
        new SeedPass(
            state,
            rules,
            clock,
            plan.get(),
            new Coverage(plan.get(), manifest, rules),
            lease,
            deadline,
            from);
    new Rows(bucket).<StateUnavailableException>forEach(manifest, pass::add);
    WorkResult result = pass.end();
    if (state.plan(planId).filter(it -> it.state() == PlanState.APPROVED).isEmpty()) {
      // What was made after the plan was cancelled ends as what was made before.
      messages.send(Messages.WAKE, Messages.about(planId));
    }
    log.info(
        "items are made",
        Map.of("plan", planId, "made", pass.made(), "policyChanged", pass.changed()));
    return result;
  }
}
