package dev.storekeeper.cleanup.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.storekeeper.cleanup.execute.Work;
import dev.storekeeper.cleanup.item.Item;
import dev.storekeeper.cleanup.item.ItemState;
import dev.storekeeper.cleanup.plan.Approval;
import dev.storekeeper.cleanup.plan.Manifest;
import dev.storekeeper.cleanup.plan.Plan;
import dev.storekeeper.cleanup.plan.PlanState;
import dev.storekeeper.cleanup.plan.Row;
import dev.storekeeper.cleanup.registry.RepositoryId;
import dev.storekeeper.cleanup.state.Lease;
import dev.storekeeper.cleanup.state.StaleWriteException;
import dev.storekeeper.codeartifact.OriginType;
import dev.storekeeper.codeartifact.PackageVersion;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SeedItemsTest {
  private static final String OPS = "arn:aws:iam::111122223333:role/ops";

  private final World world = new World();
  private RepositoryId team = new RepositoryId(World.ACME, "team");

  @BeforeEach
  void fill() {
    team = world.repository("team");
    world.series(team, "widget", 4, 100);
    world.series(team, "gadget", 5, 100);
  }

  @Test
  void theItemsAreTheSelectedRowsOfTheApprovedPlan() throws Exception {
    Random random = new Random(42);
    for (int i = 0; i < 30; i++) {
      world.series(team, "random-" + i, random.nextInt(1, 9), random.nextInt(1, 200));
    }
    Plan plan = approve(world.scan(), Approval.Scope.VERSIONS);

    assertThat(seed(plan)).isEqualTo(new WorkResult.Done());

    List<Row> selected = world.rows(plan).stream().filter(Row::isSelected).toList();
    assertThat(items(plan)).extracting(Item::version).isEqualTo(versions(selected)).isNotEmpty();
    assertThat(world.state.due(World.NOW.plus(Duration.ofDays(7)), 1000))
        .contains(Work.of(team.packageOf("pypi", "", "widget")));
    assertThat(world.state.due(World.NOW.plus(Duration.ofDays(6)), 1000)).isEmpty();
  }

  @Test
  void anItemHasEverythingThatItsPlanSays() throws Exception {
    Plan plan = approve(world.scan(), Approval.Scope.ALL);
    seed(plan);

    Item item = items(plan).getFirst();

    assertThat(item.state()).isEqualTo(ItemState.PLANNED);
    assertThat(item.plan()).isEqualTo(plan.id());
    assertThat(item.policyRevision()).isEqualTo("sha256:old/old");
    assertThat(item.formerStatus()).isEqualTo("Published");
    assertThat(item.origin()).isEqualTo(OriginType.INTERNAL);
    assertThat(item.bytes()).isEqualTo(100);
    assertThat(item.due()).isEqualTo(plan.completedAt().orElseThrow().plus(Duration.ofDays(7)));
  }

  @Test
  void aNoticeThatIsOverWhenThePlanIsApprovedDoesNotBeginAnew() throws Exception {
    Plan plan = approve(world.scan(), Approval.Scope.VERSIONS);
    world.clock.advance(Duration.ofDays(10));

    seed(plan);

    assertThat(items(plan)).allMatch(item -> item.due().equals(world.clock.instant()));
  }

  @Test
  void approvedForTheEnforcedNothingElseIsMade() throws Exception {
    Plan plan = approve(world.scan(), Approval.Scope.ENFORCED);

    seed(plan);

    assertThat(items(plan)).isEmpty();
  }

  @Test
  void anotherApprovalAddsWhatItCovers() throws Exception {
    Plan enforced = approve(world.scan(), Approval.Scope.ENFORCED);
    seed(enforced);
    Plan plan = approve(enforced, Approval.Scope.VERSIONS);

    seed(plan);

    assertThat(items(plan)).hasSize(5);
  }

  @Test
  void aPlanThatNobodyApprovedHasNoItems() throws Exception {
    Plan plan = world.scan();

    assertThat(seed(plan)).isInstanceOf(WorkResult.Refused.class);
    assertThat(items(plan)).isEmpty();
  }

  @Test
  void whatChangedItsPolicyIsLeftOut() throws Exception {
    Plan plan = approve(world.scan(), Approval.Scope.VERSIONS);
    world.rules.ownRevision = "sha256:edited";

    seed(plan);

    assertThat(items(plan)).isEmpty();
  }

  @Test
  void whatIsUnderWayOrWasDealtWithIsNotBegunAgain() throws Exception {
    Plan plan = approve(world.scan(), Approval.Scope.VERSIONS);
    seed(plan);
    Item kept = items(plan).getFirst();
    Lease lease = world.state.lease("x", world.clock.instant(), Duration.ofDays(1)).orElseThrow();
    Item end = kept.with(kept.progress().in(ItemState.KEPT, "a hold", world.clock.instant()));
    world.state.put(end, lease);

    seed(approve(plan, Approval.Scope.ALL));

    assertThat(items(plan)).contains(end).hasSize(5);
    world.clock.advance(Duration.ofDays(1));
    Plan next = approve(world.scan(), Approval.Scope.VERSIONS);
    assertThat(next.totals().selected()).isEqualTo(1);
    seed(next);
    assertThat(items(next))
        .filteredOn(item -> item.plan().equals(next.id()))
        .extracting(Item::version)
        .containsExactly(kept.version());
  }

  /** What is due of it may be due before its items are: a missed read, a failure, a restore. */
  @Test
  void aPackageThatIsUnderWayIsLookedAtAtOnce() throws Exception {
    seed(approve(world.scan(), Approval.Scope.VERSIONS));
    assertThat(world.state.due(world.clock.instant(), 10)).isEmpty();
    world.series(team, "widget", 6, 100);
    world.clock.advance(Duration.ofDays(1));

    seed(approve(world.scan(), Approval.Scope.VERSIONS));

    assertThat(world.state.due(world.clock.instant(), 10))
        .containsExactly(Work.of(team.packageOf("pypi", "", "widget")));
  }

  @Test
  void whatCameToItsEndAfterThePlanWasMadeIsNotBegunAnew() throws Exception {
    Plan first = approve(world.scan(), Approval.Scope.VERSIONS);
    world.clock.advance(Duration.ofDays(1));
    Plan second = approve(world.scan(), Approval.Scope.VERSIONS);
    world.clock.advance(Duration.ofHours(1));
    seed(first);
    Item item = items(first).getFirst();
    Lease lease = world.state.lease("x", world.clock.instant(), Duration.ofDays(1)).orElseThrow();
    Item deleted =
        item.with(item.progress().in(ItemState.DELETED, "was deleted", world.clock.instant()));
    world.state.put(deleted, lease);

    seed(second);

    assertThat(items(second)).contains(deleted);
  }

  @Test
  void whatIsMadeWhileThePlanIsCancelledIsLookedAtAtOnce() throws Exception {
    Plan plan = approve(world.scan(), Approval.Scope.VERSIONS);
    world.state.faults((operation, carriedOut) -> {
      if (operation.equals("put") && carriedOut) {
        world.state.faults((_, _) -> {});
        try {
          world.state.replace(plan, Plans.ended(plan, PlanState.CANCELLED, "cancelled"));
        } catch (StaleWriteException e) {
          throw new IllegalStateException(e);
        }
      }
    });

    seed(plan);

    assertThat(items(plan)).isNotEmpty();
    assertThat(world.queue)
        .extracting(World.Message::kind)
        .as("to be given back")
        .contains(Messages.WAKE);
  }

  @Test
  void aPackageThatIsBeingWorkedOnIsWaitedFor() throws Exception {
    Plan plan = approve(world.scan(), Approval.Scope.VERSIONS);
    String work = Work.of(team.packageOf("pypi", "", "widget"));
    world.state.lease(work, world.clock.instant(), Duration.ofHours(1));

    assertThat(seed(plan)).isInstanceOf(WorkResult.Again.class);
    assertThat(items(plan)).hasSize(3);
    world.clock.advance(Duration.ofHours(1));
    assertThat(seed(plan)).isEqualTo(new WorkResult.Done());
    assertThat(items(plan)).hasSize(5);
  }

  @Test
  void aChunkThatIsNotTheOneOfTheManifestStopsEverything() throws Exception {
    Plan plan = approve(world.scan(), Approval.Scope.VERSIONS);
    String key =
        Manifest.read(world.bucket, plan.id()).repositories().getFirst().chunks().getFirst().key();
    world.bucket.put(key, new byte[] {1}, "application/gzip");

    assertThatThrownBy(() -> seed(plan))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("is not what it was");
    assertThat(world.state.items(team.packageOf("pypi", "", "widget"))).isEmpty();
  }

  @Test
  void workThatRunsOutOfTimeGoesOnWhereItWas() throws Exception {
    for (int i = 0; i < 10; i++) {
      world.series(team, "more-" + i, 3, 900);
    }
    Plan plan = approve(world.scan(), Approval.Scope.VERSIONS);
    world.questionsBeforeDeadline = 2;
    world.queue.add(new World.Message(Messages.SEED, Messages.about(plan.id())));

    world.work();

    assertThat(world.results).contains(new WorkResult.Continued());
    assertThat(items(plan)).hasSize(25);
  }

  private WorkResult seed(Plan plan) throws Exception {
    return world.handle(new World.Message(Messages.SEED, Messages.about(plan.id())));
  }

  private Plan approve(Plan plan, Approval.Scope scope) throws Exception {
    List<Approval> approvals = new ArrayList<>(plan.approvals());
    approvals.add(new Approval(OPS, world.clock.instant(), scope));
    Plan approved =
        new Plan(
            plan.id(),
            plan.domain(),
            plan.asOf(),
            plan.policyRevision(),
            PlanState.APPROVED,
            plan.hash(),
            plan.totals(),
            plan.overLimits(),
            approvals,
            plan.createdAt(),
            plan.completedAt(),
            Optional.empty());
    world.state.replace(plan, approved);
    return approved;
  }

  private List<Item> items(Plan plan) throws Exception {
    List<Item> items = new ArrayList<>();
    for (Row row : world.rows(plan)) {
      world.state.items(row.version().coordinates()).stream()
          .filter(item -> item.version().equals(row.version()))
          .forEach(items::add);
    }
    return items;
  }

  private static List<PackageVersion> versions(List<Row> rows) {
    return rows.stream().map(Row::version).toList();
  }
}
