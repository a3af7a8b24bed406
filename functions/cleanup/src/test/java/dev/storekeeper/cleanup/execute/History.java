package dev.storekeeper.cleanup.execute;

import static org.assertj.core.api.Assertions.assertThat;

import dev.storekeeper.cleanup.execute.World.Truth;
import dev.storekeeper.cleanup.item.Hold;
import dev.storekeeper.cleanup.item.Item;
import dev.storekeeper.cleanup.item.Progress;
import dev.storekeeper.cleanup.plan.Approval;
import dev.storekeeper.cleanup.plan.Plan;
import dev.storekeeper.cleanup.plan.PlanState;
import dev.storekeeper.cleanup.plan.Totals;
import dev.storekeeper.cleanup.record.CleanupLedger;
import dev.storekeeper.cleanup.registry.ListedVersion;
import dev.storekeeper.cleanup.registry.VersionListing;
import dev.storekeeper.cleanup.rules.PolicyRules;
import dev.storekeeper.cleanup.state.InMemoryState;
import dev.storekeeper.cleanup.state.Lease;
import dev.storekeeper.cleanup.state.Samples;
import dev.storekeeper.codeartifact.OriginType;
import dev.storekeeper.codeartifact.PackageVersion;
import dev.storekeeper.retention.CleanupPolicy;
import dev.storekeeper.retention.Known;
import dev.storekeeper.retention.Mode;
import dev.storekeeper.retention.Outcome;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/**
 * One package's life under a cleanup in a bad world, by a seed: people publish, change, hold, read
 * and edit the policy; calls fail before and after they are carried out, processes are killed, two
 * work at once, clocks differ. Whenever cleanup really changes a version, the truth has to agree.
 */
final class History {
  private static final Duration FAR = Duration.ofHours(6);
  private static final Duration TAKEN_OVER = Duration.ofMinutes(20);

  private final long seed;
  private final Random random;
  private final Chaos chaos;
  private final World world;
  private final InMemoryState state = new InMemoryState();
  private final SimulatedLedger ledger;
  private final Map<String, String> tags = new HashMap<>();
  private final Map<String, Item> planned = new HashMap<>();
  private final Set<String> missed = new HashSet<>();
  private final Map<String, PlanState> plans = new HashMap<>();
  private final Map<String, Approval.Scope> approved = new HashMap<>();
  private CleanupPolicy policy;
  private Optional<Hold> held = Optional.empty();
  private boolean paused;
  private Instant now = Samples.NOW;
  private Instant takenOver = Samples.NOW;
  private Duration skew = Duration.ZERO;
  private int published;
  private final Map<String, Integer> changes = new HashMap<>();

  History(long seed) {
    this.seed = seed;
    this.random = new Random(seed);
    this.chaos = new Chaos(random);
    this.world = new World(chaos, random.nextInt(4) == 0);
    this.ledger = new SimulatedLedger(chaos);
    this.policy = RandomPolicy.of(random);
    world.witness(this::witness);
    state.faults(chaos::state);
    chaos.interruption(() -> {
      takenOver = now.plus(TAKEN_OVER);
      pass(TAKEN_OVER);
    });
  }

  /** How many versions were really archived, unlisted, restored and deleted. */
  Map<String, Integer> changes() {
    return changes;
  }

  void run() throws Exception {
    int start = 4 + random.nextInt(12);
    for (int i = 0; i < start; i++) {
      publish(now.minus(Duration.ofDays(random.nextInt(400))));
    }
    chaos.percent(0);
    plan();
    for (int i = 0; i < 60; i++) {
      chaos.percent(0);
      happen();
      chaos.percent(random.nextInt(4) == 0 ? 0 : random.nextInt(8));
      pass(Duration.ofSeconds(random.nextInt(240) - 120L));
    }
    chaos.percent(0);
    settle();
  }

  private void happen() throws Exception {
    switch (random.nextInt(48)) {
      case 0 -> publish(now);
      case 1 -> somebodyElse();
      case 2 -> tags.merge("legal-hold", "yes", (one, other) -> one);
      case 3 -> tags.clear();
      case 4 -> hold();
      case 5 -> release();
      case 6 -> policy = RandomPolicy.of(random);
      case 7 -> cancel();
      case 8, 16, 17 -> archived().or(this::pick).ifPresent(this::miss);
      case 9 -> pick().ifPresent(version -> update(version, truth -> truth.read(now)));
      case 10 -> pause();
      case 15 -> resume();
      case 11, 12, 13, 14 -> plan();
      default -> now = now.plus(Duration.ofHours(1 + random.nextInt(96)));
    }
  }

  /** Somebody tries to read it in vain; CloudTrail tells the second. */
  private void miss(String version) {
    Instant time = now.isAfter(takenOver) ? now : takenOver;
    Instant second = time.truncatedTo(ChronoUnit.SECONDS);
    update(version, truth -> truth.refused(second));
    Truth truth = world.versions().get(version);
    if (truth != null && truth.status().equals("Archived")) {
      missed.add(version);
    }
  }

  private void publish(Instant time) {
    String version =
        (published % 9) + "." + random.nextInt(4) + (random.nextInt(3) == 0 ? "rc1" : "");
    published++;
    if (!world.versions().containsKey(version)) {
      world.publish(
          version,
          new Truth(
              "r" + published,
              "Published",
              "Published",
              random.nextInt(4) == 0 ? OriginType.EXTERNAL : OriginType.INTERNAL,
              time,
              Optional.empty(),
              Optional.empty(),
              10));
    }
  }

  private void somebodyElse() {
    pick()
        .ifPresent(version -> {
          Truth truth = world.versions().get(version);
          switch (random.nextInt(5)) {
            case 0 -> world.remove(version);
            case 1 -> update(version, was -> was.owned("Archived"));
            case 2 -> update(version, was -> was.owned("Unlisted"));
            case 3 -> update(version, was -> was.owned("Published"));
            default -> {
              if (truth != null && !truth.status().equals("Archived")) {
                world.publish(version, truth.revision("n" + published++));
              }
            }
          }
        });
  }

  private void update(String version, java.util.function.UnaryOperator<Truth> change) {
    Truth truth = world.versions().get(version);
    if (truth != null) {
      world.change(version, change.apply(truth));
    }
  }

  private void hold() throws Exception {
    String scope =
        random.nextBoolean()
            ? Samples.ACME.toString()
            : pick()
                .map(version -> Holds.scope(new PackageVersion(Samples.WIDGET, version)))
                .orElse(Samples.ACME.toString());
    release();
    held = Optional.of(new Hold(scope, "lawsuit", "arn:x", now));
    state.hold(held.get());
  }

  private void release() throws Exception {
    for (Hold hold : state.holds(Samples.ACME)) {
      state.unhold(hold.scope());
    }
    held = Optional.empty();
    state.due(Work.of(Samples.WIDGET), now);
  }

  private void cancel() throws Exception {
    for (Plan plan : state.plans(Samples.ACME, 1)) {
      Plan cancelled = in(plan, PlanState.CANCELLED);
      state.replace(plan, cancelled);
      plans.put(plan.id(), PlanState.CANCELLED);
      state.due(Work.of(Samples.WIDGET), now);
    }
  }

  private void pause() throws Exception {
    paused = !paused;
    state.pause(paused ? Optional.of("incident") : Optional.empty());
  }

  private void resume() throws Exception {
    paused = false;
    state.pause(Optional.empty());
  }

  /** Scans, plans, approves and makes the items, as the function's scan does. */
  private void plan() throws Exception {
    Map<String, Outcome> outcomes = Facts.truth(policy, world, tags, now);
    String id = "plan-" + plans.size();
    Approval.Scope scope = random.nextBoolean() ? Approval.Scope.VERSIONS : Approval.Scope.ENFORCED;
    Plan plan =
        new Plan(
            id,
            Samples.ACME,
            now,
            policy.revision(),
            PlanState.APPROVED,
            Optional.of("sha256:1"),
            Totals.NONE,
            List.of(),
            List.of(new Approval("arn:me", now, scope)),
            now,
            Optional.of(now),
            Optional.empty());
    state.create(plan);
    plans.put(id, PlanState.APPROVED);
    approved.put(id, scope);
    Optional<Lease> lease = state.lease(Work.of(Samples.WIDGET), now, Duration.ofMinutes(1));
    if (lease.isEmpty()) {
      return;
    }
    Map<String, Item> items = new HashMap<>();
    state.items(Samples.WIDGET).forEach(item -> items.put(item.version().version(), item));
    for (Map.Entry<String, Outcome> entry : outcomes.entrySet()) {
      Item there = items.get(entry.getKey());
      Truth truth = world.versions().get(entry.getKey());
      if (entry.getValue() instanceof Outcome.Selected(String name, String reason)
          && truth != null
          && truth.status().equals(truth.former())
          && (there == null || there.state().isFinal())
          && (scope == Approval.Scope.VERSIONS || policy.mode(name) == Mode.ENFORCE)) {
        Item item =
            new Item(
                new PackageVersion(Samples.WIDGET, entry.getKey()),
                id,
                name,
                policy.policyRevision(name),
                reason,
                truth.revision(),
                truth.status(),
                truth.origin(),
                truth.bytes(),
                Progress.planned(now.plus(policy.phases(name).notice()), now));
        planned.put(entry.getKey(), item);
        missed.remove(entry.getKey());
        state.put(item, lease.get());
      }
    }
    state.release(lease.get(), Optional.of(now));
  }

  private void pass(Duration difference) {
    Duration before = skew;
    skew = difference;
    int calls = random.nextInt(8) == 0 ? random.nextInt(6) : Integer.MAX_VALUE;
    int[] left = {calls};
    try {
      parts().run(Samples.WIDGET, () -> left[0]-- > 0, new Tally());
    } catch (Fault | LedgerFault e) {
      assertThat(e).isNotNull();
    } catch (dev.storekeeper.cleanup.state.StateUnavailableException e) {
      assertThat(e.getMessage()).isNotBlank();
    } finally {
      skew = before;
    }
  }

  private PackagePass parts() {
    Duration difference = skew;
    Clock clock =
        new Clock() {
          @Override
          public java.time.ZoneId getZone() {
            return ZoneOffset.UTC;
          }

          @Override
          public Clock withZone(java.time.ZoneId zone) {
            throw new UnsupportedOperationException();
          }

          @Override
          public Instant instant() {
            return now.plus(difference);
          }
        };
    CleanupPolicy present = policy;
    Inspector inspector =
        (coordinates, items, asOf) -> {
          VersionListing listing = world.versions(coordinates);
          Known<Map<String, String>> known =
              chaos.isStale()
                  ? new Known.Unknown<>("its tags could not be read")
                  : new Known.Value<>(tags);
          Map<String, ListedVersion> versions = new HashMap<>();
          Map<String, Instant> reads = new HashMap<>();
          Map<String, Instant> refused = new HashMap<>();
          listing.versions().forEach(version -> versions.put(version.version(), version));
          world
              .versions()
              .forEach((name, truth) -> {
                truth.lastRead().ifPresent(at -> reads.put(name, at));
                truth.refusedRead().ifPresent(at -> refused.put(name, at));
              });
          return new Inspection(
              versions,
              Facts.listed(present, world, listing.versions(), items, known, asOf),
              reads,
              refused);
        };
    return new PackagePass(
        new Parts(
            world,
            inspector,
            state,
            world,
            new CleanupLedger(ledger, clock),
            new PolicyRules(present)),
        clock);
  }

  /** Is asked whenever cleanup is about to really change a version. */
  private void witness(String version, String change) {
    Truth truth = world.versions().get(version);
    Item item = planned.get(version);
    String what = "seed " + seed + ": " + version + " " + truth + " becomes " + change;
    assertThat(truth).as(what).isNotNull();
    assertThat(item).as(what + ", which nobody planned").isNotNull();
    if (truth == null || item == null) {
      return;
    }
    // Whether an owner did the very thing that cleanup was about to do cannot be told afterwards.
    boolean givesBack = change.equals(item.formerStatus()) || change.equals(truth.former());
    if (givesBack && !truth.status().equals(change) && !isFurther(truth.status(), change)) {
      changes.merge("restored", 1, Integer::sum);
      return;
    }
    changes.merge(change, 1, Integer::sum);
    assertThat(paused).as(what + " during a pause").isFalse();
    assertThat(truth.revision().replace("'", ""))
        .as(what)
        .isEqualTo(item.revision().replace("'", ""));
    assertThat(truth.former()).as(what).isEqualTo(item.formerStatus());
    assertThat(plans.get(item.plan())).as(what).isEqualTo(PlanState.APPROVED);
    assertThat(policy.policyRevision(item.policy())).as(what).isEqualTo(item.policyRevision());
    assertThat(
            approved.get(item.plan()) == Approval.Scope.VERSIONS
                || policy.mode(item.policy()) == Mode.ENFORCE)
        .as(what + " without consent")
        .isTrue();
    assertThat(held.filter(hold -> hold.covers(Holds.scope(item.version()))))
        .as(what + " while held")
        .isEmpty();
    assertThat(now.plus(skew)).as(what + " too early").isAfterOrEqualTo(item.due());
    assertThat(Facts.truth(policy, world, tags, now.plus(skew)).get(version))
        .as(what)
        .isInstanceOfSatisfying(
            Outcome.Selected.class,
            selected -> assertThat(selected.policy()).isEqualTo(item.policy()));
    if (change.equals("Deleted")) {
      assertThat(truth.status()).as(what).isEqualTo("Archived");
      assertThat(ledger.has("cleanup.deleting", item.plan(), version)).as(what).isTrue();
      assertThat(
              !missed.contains(version)
                  || ledger.has("finding.cleanup-brown-out", item.plan(), version))
          .as(what + " though somebody missed it: " + story(version) + " " + item)
          .isTrue();
      if (truth.origin() == OriginType.INTERNAL) {
        assertThat(world.hasExport(version, item.revision())).as(what).isTrue();
      }
    } else {
      assertThat(ledger.has("cleanup.hiding", item.plan(), version)).as(what).isTrue();
    }
  }

  /** Nothing goes wrong any more: everything comes to an end. */
  private void settle() throws Exception {
    tags.clear();
    release();
    paused = false;
    state.pause(Optional.empty());
    for (int i = 0; i < 400; i++) {
      now = now.plus(FAR);
      for (Hold hold : state.holds(Samples.ACME)) {
        state.unhold(hold.scope());
      }
      if (!state.due(now, 1).isEmpty()) {
        pass(Duration.ZERO);
      }
    }
    List<String> open = new ArrayList<>();
    for (Item item : state.items(Samples.WIDGET)) {
      if (!item.state().isFinal()) {
        open.add(item.version().version() + " is " + item.state() + ": " + item.note());
      }
    }
    assertThat(open).as("seed %d does not end", seed).isEmpty();
    assertThat(state.due(now, 10)).as("seed %d is still due", seed).isEmpty();
    world
        .versions()
        .forEach((version, truth) ->
            assertThat(truth.status())
                .as("seed %d: %s was not given back after %s", seed, version, story(version))
                .isIn(
                    truth.former(),
                    Optional.ofNullable(planned.get(version))
                        .map(Item::formerStatus)
                        .orElse(truth.former())));
  }

  private static boolean isFurther(String from, String to) {
    return to.equals("Archived") || (to.equals("Unlisted") && from.equals("Published"));
  }

  private List<String> story(String version) {
    return ledger.records().stream()
        .filter(record -> record.position().contains("#" + version + "#"))
        .map(record ->
            record.time()
                + " "
                + record.position()
                + " "
                + record.data().path("why").asText()
                + record.data().path("reason").asText())
        .toList();
  }

  private Optional<String> pick() {
    List<String> names = List.copyOf(world.versions().keySet());
    return names.isEmpty()
        ? Optional.empty()
        : Optional.of(names.get(random.nextInt(names.size())));
  }

  private Optional<String> archived() {
    return world.versions().entrySet().stream()
        .filter(entry -> entry.getValue().status().equals("Archived"))
        .map(Map.Entry::getKey)
        .findFirst();
  }

  private static Plan in(Plan plan, PlanState next) {
    return new Plan(
        plan.id(),
        plan.domain(),
        plan.asOf(),
        plan.policyRevision(),
        next,
        plan.hash(),
        plan.totals(),
        plan.overLimits(),
        plan.approvals(),
        plan.createdAt(),
        plan.completedAt(),
        plan.note());
  }
}
