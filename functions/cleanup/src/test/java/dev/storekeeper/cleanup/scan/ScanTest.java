package dev.storekeeper.cleanup.scan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.storekeeper.cleanup.item.Item;
import dev.storekeeper.cleanup.item.ItemState;
import dev.storekeeper.cleanup.item.Progress;
import dev.storekeeper.cleanup.plan.Plan;
import dev.storekeeper.cleanup.plan.PlanState;
import dev.storekeeper.cleanup.plan.Row;
import dev.storekeeper.cleanup.registry.RegistryFaults.Fault;
import dev.storekeeper.cleanup.registry.RepositoryId;
import dev.storekeeper.cleanup.state.Lease;
import dev.storekeeper.codeartifact.OriginType;
import dev.storekeeper.codeartifact.PackageVersion;
import dev.storekeeper.retention.Outcome;
import dev.storekeeper.usage.Access;
import dev.storekeeper.usage.Coverage;
import dev.storekeeper.usage.DomainPackage;
import dev.storekeeper.usage.RepositoryCoordinates;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ScanTest {
  private final World world = new World();

  /** Its queue delivers at least once, and what failed at its very end comes again late. */
  @Test
  void whatWasAskedForBeforeTheLastPlanWasMadeMakesNoOther() throws Exception {
    world.series(world.repository("team"), "widget", 3, 900);
    Instant asked = world.clock.instant();
    Plan plan = world.scan();
    world.clock.advance(Duration.ofHours(1));

    assertThat(world.start(false, asked)).isEqualTo(new WorkResult.Done());
    assertThat(world.queue).isEmpty();
    assertThat(world.last()).isEqualTo(plan);

    world.start(false, world.clock.instant());
    assertThat(world.last().id()).isNotEqualTo(plan.id());
  }

  @Test
  void aPlanHasARowForEveryVersionOfTheDomain() throws Exception {
    RepositoryId team = world.repository("team");
    RepositoryId other = world.repository("other", Map.of("keep", "yes"));
    world.series(team, "widget", 5, 90);
    world.series(team, "kept-widget", 2, 900);
    world.series(other, "gadget", 3, 900);

    Plan plan = world.scan();

    assertThat(plan.state()).isEqualTo(PlanState.WAITING);
    assertThat(plan.totals().versions()).isEqualTo(10);
    assertThat(plan.totals().packages()).isEqualTo(3);
    assertThat(plan.totals().repositories()).isEqualTo(2);
    assertThat(plan.totals().selected()).isEqualTo(3);
    assertThat(plan.totals().bytes()).isEqualTo(300);
    assertThat(plan.hash().orElseThrow()).matches("sha256:[0-9a-f]{64}");
    assertThat(plan.completedAt()).contains(world.clock.instant());
    assertThat(world.rows(plan)).hasSize(10);
    assertThat(selected(plan)).containsExactly("2", "3", "4");
    assertThat(world.closed).containsExactly(plan);
  }

  @Test
  void nothingIsAskedAboutRepositoriesThatNoPolicyIsAbout() throws Exception {
    world.series(world.repository("other", Map.of("keep", "yes")), "gadget", 50, 90);

    Plan plan = world.scan();

    assertThat(world.registry.calls().byOperation()).doesNotContainKey("DescribePackageVersion");
    assertThat(plan.state()).isEqualTo(PlanState.EMPTY);
    assertThat(world.rows(plan)).hasSize(50);
  }

  @Test
  void aSecondScanAsksOnlyForWhatChanged() throws Exception {
    world.series(world.repository("team"), "widget", 200, 3);
    world.scan();
    long before = describes();
    world.clock.advance(Duration.ofDays(7));

    world.scan();

    assertThat(before).isBetween(2L, 18L);
    assertThat(describes() - before).isLessThanOrEqualTo(2);
  }

  @Test
  void versionsFromElsewhereAgeFromWhenTheyWereFirstSeen() throws Exception {
    RepositoryId team = world.repository("team");
    world.publish(team, "widget", "2.0", 1);
    world.publish(team, "widget", "1.0", 900, OriginType.EXTERNAL, 100);

    assertThat(world.scan().state()).isEqualTo(PlanState.EMPTY);
    assertThat(world.registry.calls().byOperation()).doesNotContainKey("DescribePackageVersion");
    world.clock.advance(Duration.ofDays(181));

    assertThat(selected(world.scan())).containsExactly("1.0");
  }

  @Test
  void tagsThatCannotBeReadAreUnknownAndNotAbsent() throws Exception {
    world.series(world.repository("other", Map.of("keep", "yes")), "gadget", 300, 90);
    world.registry.faults(
        (operation, _) -> operation.equals("ListTagsForResource") ? Fault.UNAVAILABLE : Fault.NONE);

    Plan plan = world.scan();

    assertThat(plan.totals().failures()).isEqualTo(1);
    assertThat(plan.totals().selected()).isZero();
  }

  @Test
  void aPackageThatCannotBeListedIsAFailureAndHasNoRows() throws Exception {
    RepositoryId team = world.repository("team");
    for (int i = 0; i < 150; i++) {
      world.series(team, "widget-" + i, 2, 900);
    }
    world.registry.faults((operation, resource) ->
        operation.equals("ListPackageVersions") && resource.toString().contains("widget-77")
            ? Fault.UNAVAILABLE
            : Fault.NONE);

    Plan plan = world.scan();

    assertThat(plan.state()).isEqualTo(PlanState.WAITING);
    assertThat(plan.totals().failures()).isEqualTo(1);
    assertThat(plan.totals().packages()).isEqualTo(150);
    assertThat(world.rows(plan)).hasSize(298);
    assertThat(plan.totals().reclaimable()).isZero();
  }

  @Test
  void moreThanOnePercentOfFailuresStopThePlan() throws Exception {
    RepositoryId team = world.repository("team");
    for (int i = 0; i < 20; i++) {
      world.series(team, "widget-" + i, 2, 900);
    }
    world.registry.faults((operation, resource) ->
        operation.equals("ListPackageVersions") && resource.toString().contains("widget-7")
            ? Fault.UNAVAILABLE
            : Fault.NONE);

    Plan plan = world.scan();

    assertThat(plan.state()).isEqualTo(PlanState.STOPPED);
    assertThat(plan.note().orElseThrow()).endsWith("reads failed, more than 1 %");
    assertThat(world.closed).containsExactly(plan);
  }

  @Test
  void aVersionUnderWayIsDecidedAboutWithItsFormerStatus() throws Exception {
    RepositoryId team = world.repository("team");
    world.series(team, "widget", 3, 900);
    PackageVersion version = new PackageVersion(team.packageOf("pypi", "", "widget"), "1");
    world.registry.become(version, "Archived");
    Lease lease = world.state.lease("x", World.NOW, Duration.ofMinutes(1)).orElseThrow();
    Item item =
        new Item(
            version,
            "earlier",
            "old",
            "sha256:old",
            "old",
            "r",
            "Unlisted",
            OriginType.INTERNAL,
            1,
            Progress.planned(World.NOW, World.NOW)
                .hiding("Archived", World.NOW)
                .hidden(Optional.empty(), World.NOW, World.NOW));
    world.state.put(item, lease);

    Plan plan = world.scan();

    Row row = world.rows(plan).get(1);
    assertThat(row.status()).isEqualTo("Unlisted");
    assertThat(row.inFlight()).contains(ItemState.HIDDEN.name());
    assertThat(row.outcome()).isInstanceOf(Outcome.Selected.class);
    assertThat(plan.totals().selected()).isEqualTo(1);
  }

  @Test
  void whatGoesBySizeOrReadsIsAskedForIt() throws Exception {
    RepositoryId team = world.repository("team");
    for (String name : List.of("large", "read")) {
      world.publish(team, name, "3", 1);
      world.publish(team, name, "2", 900, OriginType.INTERNAL, 1001);
      world.publish(team, name, "1", 901, OriginType.INTERNAL, 1000);
    }
    Instant longAgo = World.NOW.minus(Duration.ofDays(999));
    world.index.cover(Coverage.of(longAgo, World.NOW));
    world.index.recordRead(
        DomainPackage.of(team.packageOf("pypi", "", "read")),
        "2",
        new Access(World.NOW.minus(Duration.ofDays(2)), "team", "arn"));

    Plan plan = world.scan();

    assertThat(
            world.rows(plan).stream()
                .filter(Row::isSelected)
                .map(row -> row.version().coordinates().name() + " " + row.version().version()))
        .containsExactly("large 2", "read 1");
  }

  @Test
  void aReadThatNobodyCanAttributeCountsForAllPackagesUpstream() throws Exception {
    RepositoryId team = world.repository("team");
    world.repository("downstream", "middle");
    world.repository("middle", "team");
    world.series(team, "read", 3, 900);
    world.index.cover(Coverage.of(World.NOW.minus(Duration.ofDays(999)), World.NOW));
    world.index.recordUnattributedRead(
        new RepositoryCoordinates(World.ACME.owner(), "acme", "downstream"),
        new Access(World.NOW.minus(Duration.ofDays(2)), "downstream", "arn"));

    assertThat(world.scan().totals().selected()).isZero();
  }

  @Test
  void withoutCoverageOfReadsNothingGoesByReads() throws Exception {
    world.series(world.repository("team"), "read", 3, 900);

    Plan plan = world.scan();

    assertThat(plan.totals().selected()).isZero();
    assertThat(world.rows(plan).get(1).outcome())
        .isEqualTo(
            new Outcome.Kept(
                Outcome.Why.UNKNOWN, "", "there is no unbroken coverage of reads yet"));
  }

  @Test
  void anEmptyDomainStopsThePlanWithAReason() throws Exception {
    assertThat(world.start())
        .isEqualTo(
            new WorkResult.Refused(
                "111122223333/acme has no repositories: found none, expected at least one"));
    assertThat(world.last().state()).isEqualTo(PlanState.STOPPED);
    assertThat(world.closed).hasSize(1);
  }

  @Test
  void aDomainThatIsDeniedStopsThePlanWithAReason() throws Exception {
    world.registry.faults((_, _) -> Fault.DENIED);

    assertThat(world.start()).isInstanceOf(WorkResult.Refused.class);
    assertThat(world.last().note().orElseThrow()).contains("cannot be listed", "denied");
  }

  @Test
  void aRunThatIsUnderWayIsGoneOnWithAndNotRepeated() throws Exception {
    world.series(world.repository("team"), "widget", 3, 900);
    world.start();
    world.queue.clear();
    world.clock.advance(Duration.ofHours(3));

    Plan plan = world.scan();

    assertThat(plan.state()).isEqualTo(PlanState.WAITING);
    assertThat(plan.asOf()).isEqualTo(World.NOW);
    assertThat(world.state.plans(World.ACME, 9)).hasSize(1);
  }

  @Test
  void aRunThatWasAbandonedIsStoppedAndAnotherOneBegins() throws Exception {
    world.series(world.repository("team"), "widget", 3, 900);
    world.start();
    world.queue.clear();
    world.clock.advance(Duration.ofHours(25));

    Plan plan = world.scan();

    List<Plan> plans = world.state.plans(World.ACME, 9);
    assertThat(plans).hasSize(2);
    assertThat(plan.state()).isEqualTo(PlanState.WAITING);
    assertThat(plans.get(1).state()).isEqualTo(PlanState.STOPPED);
    assertThat(plans.get(1).note()).contains("it was not complete after 24 hours");
  }

  @Test
  void aRepositoryThatNeverAnswersStopsThePlan() throws Exception {
    world.series(world.repository("team"), "widget", 3, 900);
    world.registry.faults(
        (operation, _) -> operation.equals("ListPackages") ? Fault.UNAVAILABLE : Fault.NONE);

    Plan plan = world.scan();

    assertThat(plan.state()).isEqualTo(PlanState.STOPPED);
    assertThat(plan.note()).contains("repository team could not be scanned to its end");
  }

  @Test
  void aPolicyThatChangesDuringTheScanStopsThePlan() throws Exception {
    world.series(world.repository("team"), "widget", 3, 900);
    world.start();
    world.rules.revision = "sha256:other";
    world.work();

    assertThat(world.last().state()).isEqualTo(PlanState.STOPPED);
    assertThat(world.last().note()).contains("the policy was changed during the scan");
  }

  private List<String> selected(Plan plan) {
    return world.rows(plan).stream()
        .filter(Row::isSelected)
        .map(row -> row.version().version())
        .toList();
  }

  private long describes() {
    return Optional.ofNullable(world.registry.calls().byOperation().get("DescribePackageVersion"))
        .orElse(0L);
  }
}
