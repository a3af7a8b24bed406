package dev.storekeeper.cleanup.repository;

import dev.storekeeper.cleanup.Killed;
import dev.storekeeper.cleanup.bucket.InMemoryBucket;
import dev.storekeeper.cleanup.execute.Tally;
import dev.storekeeper.cleanup.plan.Approval;
import dev.storekeeper.cleanup.plan.Plan;
import dev.storekeeper.cleanup.plan.PlanState;
import dev.storekeeper.cleanup.plan.Totals;
import dev.storekeeper.cleanup.record.CleanupLedger;
import dev.storekeeper.cleanup.registry.DescribedRepository;
import dev.storekeeper.cleanup.registry.DomainId;
import dev.storekeeper.cleanup.registry.FakeRegistry;
import dev.storekeeper.cleanup.registry.FakeRepositoryRegistry;
import dev.storekeeper.cleanup.registry.ListedVersion;
import dev.storekeeper.cleanup.registry.RegistryException;
import dev.storekeeper.cleanup.registry.RegistryFaults;
import dev.storekeeper.cleanup.registry.RepositoryId;
import dev.storekeeper.cleanup.registry.ResourcePolicy;
import dev.storekeeper.cleanup.state.InMemoryState;
import dev.storekeeper.cleanup.state.StateUnavailableException;
import dev.storekeeper.codeartifact.OriginType;
import dev.storekeeper.codeartifact.PackageVersion;
import dev.storekeeper.retention.Known;
import dev.storekeeper.retention.Outcome;
import dev.storekeeper.retention.Phases;
import dev.storekeeper.retention.RepositoryPhases;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A domain with an interlock and a stale repository in an approved plan. */
final class RepositoryWorld {
  static final Instant START = Instant.parse("2026-03-01T03:00:00Z");
  static final DomainId DOMAIN = new DomainId("eu-west-1", "111122223333", "acme");
  static final RepositoryId STALE = new RepositoryId(DOMAIN, "stale");
  static final String PLAN = "20260301T030000Z-acme-1f3a";
  static final String LOCK =
      """
      {"Version":"2012-10-17","Statement":[\
      {"Sid":"Read","Effect":"Allow","Principal":"*","Action":"codeartifact:List*","Resource":"*"},\
      {"Sid":"DenyRepositoryDeletion","Effect":"Deny","Principal":"*",\
      "Action":["codeartifact:DeleteRepository"],"Resource":"*"}]}\
      """;
  static final String POLICY =
      """
      { "Version": "2012-10-17", "Statement": { "Effect": "Allow", "Principal": "*",\
       "Action": "codeartifact:ReadFromRepository", "Resource": "*" } }\
      """;
  static final Outcome SELECTED = new Outcome.Selected("stale-repositories", "nobody reads it");
  static final FreezeStatement FREEZE =
      new FreezeStatement(List.of("arn:aws:iam::111122223333:role/cleanup"));

  /** Says what goes wrong before and after each operation that changes something. */
  interface Hook {
    RegistryFaults.Fault at(String operation, boolean carriedOut);
  }

  final WorldClock clock = new WorldClock(START);
  final FakeRegistry registry = new FakeRegistry();
  final FakeRepositoryRegistry repositories = new FakeRepositoryRegistry(registry, clock);
  final InMemoryState state = new InMemoryState();
  final InMemoryBucket bucket = new InMemoryBucket();
  final WorldLedger ledger = new WorldLedger(this::around);
  final WorldExports exports = new WorldExports(registry);
  final Tally tally = new Tally();
  RepositoryPhases phases =
      new RepositoryPhases(Duration.ofDays(31), Duration.ofDays(14), Phases.Export.INTERNAL, 2);
  Outcome decision = SELECTED;
  Optional<Instant> refused = Optional.empty();
  Optional<Instant> calendar = Optional.empty();
  Runnable beforeDeletion = () -> {};
  private Hook hook = (operation, carriedOut) -> RegistryFaults.Fault.NONE;
  private boolean inside;

  RepositoryWorld() throws Exception {
    registry.put(
        new DescribedRepository(
            STALE,
            "444455556666",
            START.minus(Duration.ofDays(900)),
            Optional.of("old things"),
            List.of("shared", "npm-store"),
            List.of()),
        Map.of("team", "a"));
    for (String name : List.of("shared", "npm-store")) {
      registry.put(
          new DescribedRepository(
              new RepositoryId(DOMAIN, name),
              "111122223333",
              START,
              Optional.empty(),
              List.of(),
              List.of()),
          Map.of());
    }
    registry.pageSize(2);
    for (String name : List.of("a", "b", "c", "d", "e")) {
      registry.publish(version(name, "1.0"), "Published", OriginType.INTERNAL, START, 10);
      registry.publish(version(name, "0.9"), "Unlisted", OriginType.INTERNAL, START, 10);
      registry.publish(version(name, "0.1"), "Published", OriginType.EXTERNAL, START, 10);
    }
    repositories.putDomainPolicy(DOMAIN, LOCK, Optional.empty());
    repositories.putRepositoryPolicy(STALE, POLICY, Optional.empty());
    state.create(plan(PlanState.APPROVED, List.of("arn:one", "arn:two")));
    add(state.plan(PLAN).orElseThrow());
    repositories.faults(this::fault);
  }

  /** Has the repository go by a plan. */
  void add(Plan plan) throws Exception {
    new PlannedRepositories(state, rules(), clock)
        .add(
            plan,
            STALE,
            "stale-repositories",
            "sha256:00",
            "nobody reads it",
            Optional.empty(),
            Map.of("team", "a"));
  }

  String revision(PackageVersion version) {
    return quietly(() ->
        registry.versions(version.coordinates()).versions().stream()
            .filter(it -> it.version().equals(version.version()))
            .map(ListedVersion::revision)
            .findFirst()
            .orElseThrow());
  }

  static PackageVersion version(String name, String version) {
    return new PackageVersion(STALE.packageOf("npm", "", name), version);
  }

  static Plan plan(PlanState state, List<String> people) {
    return plan(PLAN, START, state, people);
  }

  static Plan plan(String id, Instant created, PlanState state, List<String> people) {
    return new Plan(
        id,
        DOMAIN,
        created,
        "sha256:11",
        state,
        Optional.of("sha256:22"),
        Totals.NONE,
        List.of(),
        people.stream().map(by -> new Approval(by, created, Approval.Scope.ALL)).toList(),
        created,
        Optional.of(created),
        Optional.empty());
  }

  void hook(Hook these) {
    hook = these;
    state.faults((operation, carriedOut) -> {
      if (isWrite(operation) && fails(operation + (carriedOut ? " done" : ""))) {
        throw new StateUnavailableException(operation, new IOException("no answer"));
      }
    });
    bucket.faults((operation, key, carriedOut) -> {
      if (fails(operation + " " + key)) {
        throw new IOException(operation);
      }
    });
  }

  private static boolean isWrite(String operation) {
    return List.of("lease", "release", "note", "hold").contains(operation);
  }

  /** The ledger does not answer. */
  private static final class LedgerDown extends RuntimeException {
    private static final long serialVersionUID = 1;
  }

  private void around(String operation) {
    if (fails(operation)) {
      throw new LedgerDown();
    }
  }

  private boolean fails(String operation) {
    if (inside) {
      return false;
    }
    RegistryFaults.Fault fault = hook.at(operation, false);
    if (fault == RegistryFaults.Fault.KILLED) {
      throw new Killed(operation);
    }
    return fault != RegistryFaults.Fault.NONE;
  }

  private RegistryFaults.Fault fault(String operation, Object resource) {
    if (inside) {
      return RegistryFaults.Fault.NONE;
    }
    if (operation.equals("DeleteRepository") && isLocked()) {
      return RegistryFaults.Fault.DENIED;
    }
    RegistryFaults.Fault fault = hook.at(operation, false);
    if (fault == RegistryFaults.Fault.NONE && !operation.startsWith("Get")) {
      fault =
          hook.at(operation, true) == RegistryFaults.Fault.KILLED
              ? RegistryFaults.Fault.KILLED_AFTER
              : RegistryFaults.Fault.NONE;
    }
    boolean happens =
        fault == RegistryFaults.Fault.NONE
            || fault == RegistryFaults.Fault.LOST_ANSWER
            || fault == RegistryFaults.Fault.KILLED_AFTER;
    if (operation.equals("DeleteRepository") && happens) {
      quietly(() -> {
        beforeDeletion.run();
        return true;
      });
    }
    return fault;
  }

  interface Question<T> {
    T ask() throws Exception;
  }

  /** Does something without faults. */
  <T> T quietly(Question<T> question) {
    boolean before = inside;
    inside = true;
    try {
      return question.ask();
    } catch (Exception e) {
      throw new AssertionError(e);
    } finally {
      inside = before;
    }
  }

  boolean isLocked() {
    return quietly(() -> {
      Optional<ResourcePolicy> policy = repositories.domainPolicy(DOMAIN);
      try {
        return policy.isPresent()
            && Interlock.open(policy.get().document(), STALE.arn()).isPresent();
      } catch (LockedException e) {
        return true;
      }
    });
  }

  boolean isThere() {
    return quietly(() -> registry.repositories(DOMAIN).contains(STALE.name()));
  }

  Map<String, String> tags() {
    return quietly(() -> registry.tags(STALE));
  }

  Optional<String> domainDocument() {
    return quietly(() -> repositories.domainPolicy(DOMAIN).map(ResourcePolicy::document));
  }

  Optional<String> document() {
    return quietly(() -> repositories.repositoryPolicy(STALE).map(ResourcePolicy::document));
  }

  RepositoryItem item() {
    return quietly(() -> new RepositoryItems(state).find(STALE).orElseThrow());
  }

  RepositoryRules rules() {
    return new RepositoryRules() {
      @Override
      public Optional<String> policyRevision(String policy) {
        return Optional.of("sha256:00");
      }

      @Override
      public Optional<RepositoryPhases> phases(String policy) {
        return Optional.of(phases);
      }

      @Override
      public Optional<Instant> frozenUntil(Instant time) {
        return calendar;
      }
    };
  }

  private RepositoryInspection inspect() throws RegistryException {
    if (!isThere()) {
      return new RepositoryInspection(
          Optional.empty(),
          new Known.Unasked<>(),
          new Known.Unasked<>(),
          decision,
          Optional.empty());
    }
    return new RepositoryInspection(
        Optional.of(registry.repository(STALE)),
        new Known.Value<>(registry.tags(STALE)),
        new Known.Value<>(repositories.repositoryPolicy(STALE)),
        decision,
        refused);
  }

  RepositoryParts parts() {
    return new RepositoryParts(
        registry,
        repositories,
        (item, asOf) -> inspect(),
        state,
        exports,
        bucket,
        new RepositoryLedger(new CleanupLedger(ledger, clock)),
        rules(),
        FREEZE,
        duration -> {});
  }

  /** A pass, killed or not; one that is killed leaves its lease until it ends. */
  void pass() throws Exception {
    try {
      new RepositoryPass(parts(), clock).run(STALE, () -> true, tally);
    } catch (Killed | StateUnavailableException | LedgerDown e) {
      clock.advance(Duration.ofMinutes(20));
    }
  }

  /** Lets time go by in steps of six hours, with a pass whenever one is due. */
  void live(Duration time) throws Exception {
    Instant end = clock.instant().plus(time);
    while (clock.instant().isBefore(end)) {
      List<String> due = quietly(() -> state.due(clock.instant(), 10));
      if (!due.isEmpty()) {
        pass();
      }
      clock.advance(due.isEmpty() ? Duration.ofHours(6) : Duration.ofMinutes(11));
    }
  }
}
