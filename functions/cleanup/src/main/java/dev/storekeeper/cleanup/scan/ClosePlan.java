package dev.storekeeper.cleanup.scan;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.storekeeper.cleanup.bucket.Bucket;
import dev.storekeeper.cleanup.json.JsonFields;
import dev.storekeeper.cleanup.plan.Approval;
import dev.storekeeper.cleanup.plan.Plan;
import dev.storekeeper.cleanup.plan.PlanFiles;
import dev.storekeeper.cleanup.plan.PlanState;
import dev.storekeeper.cleanup.plan.RowCodec;
import dev.storekeeper.cleanup.plan.Rows;
import dev.storekeeper.cleanup.plan.Totals;
import dev.storekeeper.cleanup.registry.RepositoryId;
import dev.storekeeper.cleanup.rules.Rules;
import dev.storekeeper.cleanup.state.CleanupState;
import dev.storekeeper.cleanup.state.Lease;
import dev.storekeeper.cleanup.state.StaleWriteException;
import dev.storekeeper.cleanup.state.StateUnavailableException;
import dev.storekeeper.retention.Outcome;
import dev.storekeeper.retention.RepositoryFacts;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Completes a plan when all of its repositories are scanned. Reads all rows twice in one go, one at
 * a time.
 */
public final class ClosePlan {
  private static final Duration LEASE = Duration.ofMinutes(16);
  private static final int PLANS = 100;

  private final CleanupState state;
  private final Bucket bucket;
  private final Rules rules;
  private final PlanClosed closed;
  private final Announcement announcement;
  private final Clock clock;

  /** With its parts. */
  public ClosePlan(CleanupState state, Bucket bucket, Rules rules, PlanClosed closed, Clock clock) {
    this.state = state;
    this.bucket = bucket;
    this.rules = rules;
    this.closed = closed;
    this.announcement = new Announcement(state, closed);
    this.clock = clock;
  }

  /**
   * Completes a plan if it can be, as a message of kind {@link Messages#CLOSE} asks for.
   *
   * @param again whether the message came before, so that it may be that of a completion that
   *     failed; others are over when somebody completes the plan
   */
  public WorkResult run(String planId, boolean again)
      throws StateUnavailableException, IOException {
    Optional<Lease> lease = state.lease(ScanKeys.close(planId), clock.instant(), LEASE);
    if (lease.isEmpty()) {
      // Only who looks at what is not done yet may have looked too early.
      return !again && isBeingSummed(planId)
          ? new WorkResult.Done()
          : new WorkResult.Again("plan " + planId + " is being looked at");
    }
    Optional<Plan> plan = state.plan(planId);
    if (plan.isEmpty()) {
      state.release(lease.get(), Optional.empty());
      return new WorkResult.Refused("there is no plan " + planId);
    }
    try {
      WorkResult result =
          plan.get().state() == PlanState.SCANNING
              ? close(plan.get(), lease.get())
              : after(plan.get(), lease.get());
      state.release(lease.get(), Optional.empty());
      return result;
    } catch (StaleWriteException e) {
      return new WorkResult.Again(String.valueOf(e.getMessage()));
    } catch (StateUnavailableException | IOException | RuntimeException e) {
      release(lease.get(), e);
      throw e;
    }
  }

  /** After a failure, so that the next try need not wait for the end of the lease. */
  private void release(Lease lease, Exception failure) {
    try {
      state.release(lease, Optional.empty());
    } catch (StateUnavailableException e) {
      failure.addSuppressed(e);
    }
  }

  private WorkResult close(Plan plan, Lease lease)
      throws StateUnavailableException, StaleWriteException, IOException {
    if (!rules.revision().equals(plan.policyRevision())) {
      return stop(plan, Totals.NONE, "the policy was changed during the scan", lease);
    }
    Optional<RunFacts> facts = RunFactsFile.read(bucket, plan.id());
    if (facts.isEmpty()) {
      return new WorkResult.Again("the facts of the run are not there yet");
    }
    Optional<String> stuck = firstThatIsNotDone(plan, facts.get(), lease);
    if (stuck.isPresent()) {
      return note(plan, stuck.get()).attempts() >= ScanUnit.MAX_ATTEMPTS
          ? stop(
              plan,
              Totals.NONE,
              "repository " + stuck.get() + " could not be scanned to its end",
              lease)
          : new WorkResult.Done();
    }
    return sum(plan, facts.get(), lease);
  }

  private boolean isBeingSummed(String planId) throws StateUnavailableException {
    return ScanProgress.noted(planId, state).filter(ScanProgress::isComplete).isPresent();
  }

  /** Goes on from the repository that was not done last time, and notes how far it came. */
  private Optional<String> firstThatIsNotDone(Plan plan, RunFacts facts, Lease lease)
      throws StateUnavailableException, StaleWriteException {
    List<RepositoryFacts> repositories = facts.repositories();
    int total = repositories.size();
    Optional<ScanProgress> noted = ScanProgress.noted(plan.id(), state);
    int done = noted.map(ScanProgress::done).orElse(0);
    while (done < total && note(plan, repositories.get(done).name()).done()) {
      done++;
    }
    ScanProgress progress = new ScanProgress(done, total);
    if (!noted.equals(Optional.of(progress))) {
      state.note(ScanKeys.close(plan.id()), progress.text(), lease);
    }
    return progress.isComplete() ? Optional.empty() : Optional.of(repositories.get(done).name());
  }

  private WorkResult sum(Plan plan, RunFacts facts, Lease lease)
      throws StateUnavailableException, StaleWriteException, IOException {
    PlanSums sums = new PlanSums(new Rows(bucket), rules);
    UnitNote.Counts counts =
        new UnitNote.Counts(0, 0, facts.reads(), facts.failures(), facts.calls());
    List<Decided> decided = new ArrayList<>();
    for (RepositoryFacts repository : facts.repositories()) {
      UnitNote note = note(plan, repository.name());
      sums.repository(repository.name(), note.chunks());
      counts = counts.plus(note.counts());
      if (rules.selectsRepositories()) {
        RepositoryId id = new RepositoryId(plan.domain(), repository.name());
        decided.add(
            new Decided(id, RepositoryDecision.decide(rules, repository, note, plan.asOf())));
      }
    }
    for (Decided each : decided) {
      if (each.outcome() instanceof Outcome.Selected selected) {
        sums.selectedRepository(each.id().arn(), selected.policy());
      }
    }
    boolean allListed = counts.unlisted() == 0 && facts.missing().isEmpty();
    Totals totals =
        new Totals(
            facts.repositories().size(),
            counts.packages(),
            sums.versions(),
            sums.selected(),
            sums.bytes(),
            allListed ? sums.reclaimable(plan.id()) : 0,
            decided.stream().filter(Decided::isSelected).count(),
            counts.failures(),
            counts.calls());
    Optional<String> doubt =
        new Sanity(state).doubt(plan, totals, counts.reads(), facts.acceptsLess());
    if (doubt.isPresent()) {
      return stop(plan, totals, doubt.get(), lease);
    }
    sums.manifest(plan.id()).write(bucket);
    write(plan, decided);
    Plan complete = complete(plan, sums, totals);
    closed.prepare(complete);
    state.replace(plan, complete);
    return after(complete, lease);
  }

  private Plan complete(Plan plan, PlanSums sums, Totals totals) {
    Instant now = clock.instant();
    if (totals.selected() == 0 && totals.selectedRepositories() == 0) {
      return Plans.complete(plan, PlanState.EMPTY, sums, totals, List.of(), now);
    }
    if (sums.enforced() > 0 && sums.overLimits().isEmpty() && !plan.isPreview()) {
      List<Approval> approvals = List.of(new Approval("policy", now, Approval.Scope.ENFORCED));
      return Plans.complete(plan, PlanState.APPROVED, sums, totals, approvals, now);
    }
    return Plans.complete(plan, PlanState.WAITING, sums, totals, List.of(), now);
  }

  /** What follows from a closed plan; repeating it changes nothing. */
  private WorkResult after(Plan plan, Lease lease)
      throws StateUnavailableException, StaleWriteException, IOException {
    if (plan.completedAt().isPresent() && !plan.isPreview()) {
      for (Plan earlier : state.plans(plan.domain(), PLANS)) {
        if (earlier.state() == PlanState.WAITING && earlier.id().compareTo(plan.id()) < 0) {
          Plan superseded =
              Plans.ended(earlier, PlanState.SUPERSEDED, "plan " + plan.id() + " took its place");
          state.replace(earlier, superseded);
        }
      }
    }
    announcement.tell(plan, lease);
    return new WorkResult.Done();
  }

  private WorkResult stop(Plan plan, Totals totals, String why, Lease lease)
      throws StateUnavailableException, StaleWriteException, IOException {
    Plan stopped = Plans.ended(plan, totals, PlanState.STOPPED, why);
    state.replace(plan, stopped);
    announcement.tell(stopped, lease);
    return new WorkResult.Refused(why);
  }

  private UnitNote note(Plan plan, String repository) throws StateUnavailableException {
    return state
        .note(ScanKeys.unit(plan.id(), repository))
        .map(UnitNote::read)
        .orElse(UnitNote.START);
  }

  private record Decided(RepositoryId id, Outcome outcome) {
    boolean isSelected() {
      return outcome instanceof Outcome.Selected;
    }
  }

  private void write(Plan plan, List<Decided> decided) throws IOException {
    ObjectNode json = JsonFields.object().put("schema", 1).put("plan", plan.id());
    ArrayNode repositories = json.putArray("repositories");
    for (Decided each : decided) {
      ObjectNode object = repositories.addObject().put("repository", each.id().name());
      RowCodec.write(each.outcome(), object);
    }
    bucket.put(
        PlanFiles.repositoryDecisions(plan.id()),
        json.toString().getBytes(StandardCharsets.UTF_8),
        "application/json");
  }
}
