package dev.storekeeper.cleanup.scan;

import dev.storekeeper.cleanup.bucket.Bucket;
import dev.storekeeper.cleanup.bucket.Sha256;
import dev.storekeeper.cleanup.plan.Plan;
import dev.storekeeper.cleanup.plan.PlanFiles;
import dev.storekeeper.cleanup.plan.PlanState;
import dev.storekeeper.cleanup.plan.Totals;
import dev.storekeeper.cleanup.registry.DomainId;
import dev.storekeeper.cleanup.registry.Registry;
import dev.storekeeper.cleanup.registry.RegistryException;
import dev.storekeeper.cleanup.rules.Rules;
import dev.storekeeper.cleanup.state.CleanupState;
import dev.storekeeper.cleanup.state.Lease;
import dev.storekeeper.cleanup.state.StaleWriteException;
import dev.storekeeper.cleanup.state.StateUnavailableException;
import dev.storekeeper.codeartifact.pace.CallCount;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/**
 * Starts the scan of a domain: one at a time. Called while one is under way it sends that one's
 * work again, so that whatever was lost goes on; one that takes longer than a day is given up.
 */
public final class StartScan {
  private static final Duration LEASE = Duration.ofMinutes(15);
  private static final Duration LONGEST_RUN = Duration.ofDays(1);
  private static final DateTimeFormatter ID =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

  private final CleanupState state;
  private final Bucket bucket;
  private final Registry registry;
  private final Usage usage;
  private final Rules rules;
  private final Messages messages;
  private final Announcement announcement;
  private final CallCount calls;
  private final Clock clock;

  /** With its parts. */
  public StartScan(
      CleanupState state,
      Bucket bucket,
      Registry registry,
      Usage usage,
      Rules rules,
      Messages messages,
      PlanClosed closed,
      CallCount calls,
      Clock clock) {
    this.state = state;
    this.bucket = bucket;
    this.registry = registry;
    this.usage = usage;
    this.rules = rules;
    this.messages = messages;
    this.announcement = new Announcement(state, closed);
    this.calls = calls;
    this.clock = clock;
  }

  /**
   * Starts a scan, or goes on with the one that is under way. A scan that was asked for before the
   * last plan was made is that plan's: its message came again.
   *
   * @param acceptsLess whether a person said that the domain may be much smaller than last time
   * @param askedAt when it was asked for
   */
  public WorkResult run(DomainId domain, boolean acceptsLess, Instant askedAt)
      throws StateUnavailableException, IOException {
    Optional<Lease> lease = state.lease(ScanKeys.domain(domain), clock.instant(), LEASE);
    if (lease.isEmpty()) {
      return new WorkResult.Again("another scan of " + domain + " is being started");
    }
    try {
      WorkResult step =
          isOver(domain, askedAt) ? new WorkResult.Done() : run(domain, acceptsLess, lease.get());
      state.release(lease.get(), Optional.empty());
      return step;
    } catch (StaleWriteException e) {
      return new WorkResult.Again(String.valueOf(e.getMessage()));
    }
  }

  private boolean isOver(DomainId domain, Instant askedAt) throws StateUnavailableException {
    Optional<String> last = state.note(ScanKeys.domain(domain));
    return last.isPresent()
        && state
            .plan(last.get())
            .filter(plan -> plan.state() != PlanState.SCANNING)
            .filter(plan -> !plan.createdAt().isBefore(askedAt.truncatedTo(ChronoUnit.SECONDS)))
            .isPresent();
  }

  /**
   * Opens the plan of a domain's next scan, or finds the one that is under way, and asks for the
   * scan.
   *
   * @param ahead how far ahead of now the plan's time is; a plan of the future only shows what
   *     would go then, and nobody can approve it
   * @return absent if another scan of the domain is just being started
   */
  public Optional<Plan> open(DomainId domain, Duration ahead)
      throws StateUnavailableException, IOException {
    Optional<Lease> lease = state.lease(ScanKeys.domain(domain), clock.instant(), LEASE);
    if (lease.isEmpty()) {
      return Optional.empty();
    }
    try {
      Plan plan = plan(domain, ahead, lease.get());
      state.release(lease.get(), Optional.empty());
      messages.send(Messages.START, Messages.start(domain.name(), false, plan.createdAt()));
      return Optional.of(plan);
    } catch (StaleWriteException e) {
      return Optional.empty();
    }
  }

  private WorkResult run(DomainId domain, boolean acceptsLess, Lease lease)
      throws StateUnavailableException, StaleWriteException, IOException {
    Plan plan = plan(domain, Duration.ZERO, lease);
    Optional<RunFacts> facts = RunFactsFile.read(bucket, plan.id());
    if (facts.isEmpty()) {
      List<String> names;
      try {
        names = registry.repositories(domain);
      } catch (RegistryException e) {
        if (e.kind() == RegistryException.Kind.UNAVAILABLE) {
          return new WorkResult.Again(String.valueOf(e.getMessage()));
        }
        return stop(
            plan, lease, "the repositories of " + domain + " cannot be listed: " + message(e));
      }
      if (names.isEmpty()) {
        return stop(
            plan, lease, domain + " has no repositories: found none, expected at least one");
      }
      facts = Optional.of(survey(plan, names, acceptsLess));
    }
    for (var repository : facts.get().repositories()) {
      messages.send(Messages.SCAN, Messages.about(plan.id(), repository.name()));
    }
    // All repositories may be done, or none could be described.
    messages.send(Messages.CLOSE, Messages.about(plan.id()));
    return new WorkResult.Done();
  }

  /** Whoever wrote the facts first, everybody goes by them. */
  private RunFacts survey(Plan plan, List<String> names, boolean acceptsLess) throws IOException {
    RunFacts facts = new Survey(registry, usage, calls).read(plan.domain(), names, acceptsLess);
    byte[] content = FactsCodec.write(facts).getBytes(StandardCharsets.UTF_8);
    String key = PlanFiles.repositories(plan.id());
    if (bucket.head(key).isEmpty()) {
      bucket.putIfAbsent(
          key, new ByteArrayInputStream(content), content.length, Sha256.hex(content));
    }
    return RunFactsFile.read(bucket, plan.id()).orElse(facts);
  }

  /** The plan that is under way, or a new one. The domain's note is written before the plan is. */
  private Plan plan(DomainId domain, Duration ahead, Lease lease)
      throws StateUnavailableException, StaleWriteException, IOException {
    Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    Optional<String> last = state.note(ScanKeys.domain(domain));
    if (last.isPresent()) {
      Optional<Plan> running = state.plan(last.get());
      if (running.isPresent() && running.get().state() == PlanState.SCANNING) {
        if (running.get().createdAt().plus(LONGEST_RUN).isAfter(now)) {
          return running.get();
        }
        stop(running.get(), lease, "it was not complete after " + LONGEST_RUN.toHours() + " hours");
      } else if (running.isPresent()) {
        announcement.tell(running.get(), lease);
      }
    }
    Plan plan = newPlan(domain, ahead, now);
    state.note(ScanKeys.domain(domain), plan.id(), lease);
    state.create(plan);
    return plan;
  }

  private Plan newPlan(DomainId domain, Duration ahead, Instant now) {
    String text = domain.region() + "/" + domain + "/" + now + "/" + rules.revision();
    String suffix = Sha256.hex(text.getBytes(StandardCharsets.UTF_8)).substring(0, 4);
    return new Plan(
        ID.format(now) + "-" + domain.name() + "-" + suffix,
        domain,
        now.plus(ahead),
        rules.revision(),
        PlanState.SCANNING,
        Optional.empty(),
        Totals.NONE,
        List.of(),
        List.of(),
        now,
        Optional.empty(),
        Optional.empty());
  }

  private WorkResult stop(Plan plan, Lease lease, String why)
      throws StateUnavailableException, StaleWriteException, IOException {
    Plan stopped = Plans.ended(plan, PlanState.STOPPED, why);
    state.replace(plan, stopped);
    announcement.tell(stopped, lease);
    return new WorkResult.Refused(why);
  }

  private static String message(RegistryException e) {
    return String.valueOf(e.getMessage());
  }
}
