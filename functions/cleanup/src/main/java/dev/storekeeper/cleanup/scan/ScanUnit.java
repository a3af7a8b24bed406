package dev.storekeeper.cleanup.scan;

import dev.storekeeper.cleanup.bucket.Bucket;
import dev.storekeeper.cleanup.execute.Deadline;
import dev.storekeeper.cleanup.plan.Plan;
import dev.storekeeper.cleanup.plan.PlanState;
import dev.storekeeper.cleanup.registry.ListedPackage;
import dev.storekeeper.cleanup.registry.PackagePage;
import dev.storekeeper.cleanup.registry.Registry;
import dev.storekeeper.cleanup.registry.RegistryException;
import dev.storekeeper.cleanup.registry.RepositoryId;
import dev.storekeeper.cleanup.rules.Rules;
import dev.storekeeper.cleanup.state.CleanupState;
import dev.storekeeper.cleanup.state.Lease;
import dev.storekeeper.cleanup.state.StaleWriteException;
import dev.storekeeper.cleanup.state.StateUnavailableException;
import dev.storekeeper.codeartifact.pace.CallCount;
import dev.storekeeper.lambda.Log;
import dev.storekeeper.retention.Known;
import dev.storekeeper.retention.RepositoryFacts;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * Scans one repository of a plan, from where it was left to its end or to the end of the time that
 * there is. A package is scanned as a whole or not at all.
 */
public final class ScanUnit {
  /** Longer than an invocation can take, so that nobody takes over from one that still works. */
  private static final Duration LEASE = Duration.ofMinutes(16);

  /** After so many attempts that came no further, the plan is stopped. */
  static final int MAX_ATTEMPTS = 5;

  private final CleanupState state;
  private final Bucket bucket;
  private final Registry registry;
  private final Usage usage;
  private final Rules rules;
  private final Messages messages;
  private final CallCount calls;
  private final Clock clock;

  /** With its parts. */
  public ScanUnit(
      CleanupState state,
      Bucket bucket,
      Registry registry,
      Usage usage,
      Rules rules,
      Messages messages,
      CallCount calls,
      Clock clock) {
    this.state = state;
    this.bucket = bucket;
    this.registry = registry;
    this.usage = usage;
    this.rules = rules;
    this.messages = messages;
    this.calls = calls;
    this.clock = clock;
  }

  /** Scans a repository of a plan, as a message of kind {@link Messages#SCAN} asks for. */
  public WorkResult run(String planId, String repository, Deadline deadline, Log log)
      throws StateUnavailableException, IOException {
    Optional<Plan> plan = state.plan(planId);
    if (plan.isEmpty()) {
      return new WorkResult.Refused("there is no plan " + planId);
    }
    if (plan.get().state() != PlanState.SCANNING) {
      return new WorkResult.Done();
    }
    if (!rules.revision().equals(plan.get().policyRevision())) {
      messages.send(Messages.CLOSE, Messages.about(planId));
      return new WorkResult.Done();
    }
    Optional<RunFacts> run = RunFactsFile.read(bucket, planId);
    if (run.isEmpty()) {
      return new WorkResult.Again("the facts of the run are not there yet");
    }
    Optional<RepositoryFacts> facts = run.get().repository(repository);
    if (facts.isEmpty()) {
      return new WorkResult.Refused(repository + " is not in plan " + planId);
    }
    if (!deadline.hasTime()) {
      return new WorkResult.Again("there is no time left for it");
    }
    String key = ScanKeys.unit(planId, repository);
    Optional<Lease> lease = state.lease(key, clock.instant(), LEASE);
    if (lease.isEmpty()) {
      return new WorkResult.Again(repository + " is being scanned");
    }
    try {
      UnitNote note = state.note(key).map(UnitNote::read).orElse(UnitNote.START);
      WorkResult step =
          note.done()
              ? new WorkResult.Done()
              : new Unit(plan.get(), run.get(), facts.get(), lease.get(), note).run(deadline, log);
      state.release(lease.get(), Optional.empty());
      switch (step) {
        case WorkResult.Done done -> messages.send(Messages.CLOSE, Messages.about(planId));
        case WorkResult.Refused refused -> messages.send(Messages.CLOSE, Messages.about(planId));
        case WorkResult.Continued continued ->
            messages.send(Messages.SCAN, Messages.about(planId, repository));
        case WorkResult.Again again -> {}
      }
      return step;
    } catch (StaleWriteException e) {
      return new WorkResult.Again(String.valueOf(e.getMessage()));
    }
  }

  /** One run of a unit, under its lease. */
  private final class Unit {
    private final RunFacts run;
    private final RepositoryFacts facts;
    private final RepositoryId id;
    private final UnitProgress progress;
    private final PackageScan packages;
    private final boolean asksLastPublish;
    private long scannedNow;

    Unit(Plan plan, RunFacts run, RepositoryFacts facts, Lease lease, UnitNote note)
        throws IOException {
      this.run = run;
      this.facts = facts;
      this.id = new RepositoryId(plan.domain(), facts.name());
      this.progress =
          new UnitProgress(state, bucket, calls, clock, plan.id(), facts.name(), lease, note);
      this.packages = new PackageScan(state, registry, usage, rules, plan.asOf(), plan.createdAt());
      this.asksLastPublish =
          rules.selectsRepositories()
              && RepositoryDecision.mayBeSelected(rules, facts, plan.asOf());
    }

    WorkResult run(Deadline deadline, Log log)
        throws StateUnavailableException, StaleWriteException, IOException {
      if (progress.attempts() >= MAX_ATTEMPTS) {
        return new WorkResult.Refused(
            facts.name() + " came no further in " + MAX_ATTEMPTS + " attempts");
      }
      progress.attempt();
      while (true) {
        PackagePage page;
        try {
          page = registry.packages(id, progress.page());
          progress.read(false);
        } catch (RegistryException e) {
          if (e.kind() == RegistryException.Kind.NOT_FOUND) {
            progress.saveGone();
            return new WorkResult.Done();
          }
          return failed(String.valueOf(e.getMessage()));
        }
        if (!scan(page, deadline)) {
          progress.save(false);
          return new WorkResult.Continued();
        }
        report(log);
        if (page.next().isEmpty()) {
          progress.save(true);
          return new WorkResult.Done();
        }
        if (page.next().equals(progress.page())) {
          return failed("the page of packages after a page is the page itself");
        }
        progress.turn(page.next().get());
        if (!deadline.hasTime()) {
          progress.save(false);
          return new WorkResult.Continued();
        }
      }
    }

    private WorkResult failed(String why)
        throws StateUnavailableException, StaleWriteException, IOException {
      progress.read(true);
      progress.saveFailure();
      return new WorkResult.Again(why);
    }

    /** Scans what is left of a page; false if the time is up before. */
    private boolean scan(PackagePage page, Deadline deadline)
        throws StateUnavailableException, StaleWriteException, IOException {
      for (ListedPackage listed : page.packages()) {
        String key = listed.format() + "/" + listed.namespace() + "/" + listed.name();
        if (progress.isScanned(key)) {
          continue;
        }
        if (scannedNow > 0 && !deadline.hasTime()) {
          return false;
        }
        Tally tally = new Tally(deadline);
        PackageScan.Result result =
            packages.scan(
                facts,
                run.mayHaveBeenRead().getOrDefault(facts.name(), new Known.Unasked<>()),
                id.packageOf(listed.format(), listed.namespace(), listed.name()),
                asksLastPublish,
                tally);
        // One that takes longer than what was left is begun anew when there is all the time again;
        // one that takes longer than all the time goes without the answers to what is left.
        if (tally.isCutShort() && scannedNow > 0) {
          return false;
        }
        progress.add(key, result, tally);
        scannedNow++;
        if (progress.isDue()) {
          progress.save(false);
        }
      }
      return true;
    }

    private void report(Log log) {
      UnitNote.Counts counts = progress.counts();
      log.info(
          "page of packages is scanned",
          Map.of(
              "repository", id.toString(),
              "packages", counts.packages(),
              "reads", counts.reads(),
              "failures", counts.failures(),
              "calls", calls.total(),
              "dollars", calls.price().toPlainString()));
    }
  }
}
