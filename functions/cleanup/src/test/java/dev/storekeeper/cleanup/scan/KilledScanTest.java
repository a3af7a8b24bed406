package dev.storekeeper.cleanup.scan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.storekeeper.cleanup.Killed;
import dev.storekeeper.cleanup.item.Item;
import dev.storekeeper.cleanup.plan.Plan;
import dev.storekeeper.cleanup.plan.PlanState;
import dev.storekeeper.cleanup.plan.Row;
import dev.storekeeper.cleanup.registry.RegistryFaults.Fault;
import dev.storekeeper.cleanup.registry.RepositoryId;
import dev.storekeeper.codeartifact.OriginType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Killed at any write, anywhere from schedule to items, the end is that of an undisturbed run. */
class KilledScanTest {
  private record End(String hash, List<String> rows, List<Item> items, long failures) {}

  @Test
  void killedAtAnyWriteTheEndIsTheSame() throws Exception {
    AtomicInteger writes = new AtomicInteger();
    End undisturbed = end(new World(), writes, Integer.MAX_VALUE);
    assertThat(undisturbed.items()).isNotEmpty();
    int points = writes.get();
    assertThat(points).isGreaterThan(50);

    for (int n = 1; n <= points; n++) {
      End end = end(new World(), new AtomicInteger(), n);
      assertThat(end.hash()).as("killed at write %d", n).isEqualTo(undisturbed.hash());
      assertThat(end.rows()).as("killed at write %d", n).isEqualTo(undisturbed.rows());
      assertThat(end.items()).as("killed at write %d", n).hasSameSizeAs(undisturbed.items());
    }
  }

  @Test
  void killedAgainAndAgainTheEndIsTheSame() throws Exception {
    End undisturbed = end(new World(), new AtomicInteger(), Integer.MAX_VALUE);
    for (int every = 15; every < 30; every++) {
      World world = new World();
      AtomicInteger calls = new AtomicInteger();
      int interval = every;
      world.registry.faults((_, _) -> {
        world.clock.advance(Duration.ofSeconds(70));
        return calls.incrementAndGet() % interval == 0 ? Fault.KILLED_AFTER : Fault.NONE;
      });
      End end = end(world, new AtomicInteger(), Integer.MAX_VALUE);
      assertThat(end.hash()).as("killed at every call %d", every).isEqualTo(undisturbed.hash());
      assertThat(end.rows()).isEqualTo(undisturbed.rows());
    }
  }

  @Test
  void whoComesBackAfterItsLeaseEndedChangesNothing() throws Exception {
    World world = new World();
    RepositoryId team = fill(world);
    world.start();
    AtomicInteger listings = new AtomicInteger();
    world.registry.faults((operation, _) -> {
      if (operation.equals("ListPackageVersions") && listings.incrementAndGet() == 4) {
        world.clock.advance(Duration.ofMinutes(17));
        overtake(world, team);
      }
      return Fault.NONE;
    });

    world.work();

    assertThat(world.results)
        .filteredOn(WorkResult.Again.class::isInstance)
        .as("the one that came back")
        .isNotEmpty();
    World calm = new World();
    fill(calm);
    assertThat(world.last().hash()).isEqualTo(calm.scan().hash());
    assertThat(decisions(world)).isEqualTo(decisions(calm));
  }

  private static void overtake(World world, RepositoryId team) {
    try {
      WorkResult result =
          world.unit().run(world.last().id(), team.name(), world.deadline(), world.log());
      assertThat(result).isEqualTo(new WorkResult.Done());
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void workThatRunsOutOfTimeGoesOnWhereItWas() throws Exception {
    World calm = new World();
    fill(calm);
    World hurried = new World();
    fill(hurried);
    hurried.questionsBeforeDeadline = 14;

    Plan plan = hurried.scan();

    assertThat(plan.hash()).isEqualTo(calm.scan().hash());
    assertThat(hurried.results).contains(new WorkResult.Continued());
    assertThat(decisions(hurried)).isEqualTo(decisions(calm));
  }

  private static RepositoryId fill(World world) {
    world.registry.pageSize(3);
    world.rules.policy = FakeRules.ENFORCED;
    RepositoryId team = world.repository("team", "other");
    RepositoryId other = world.repository("other");
    for (int i = 0; i < 8; i++) {
      world.series(team, "widget-" + i, i + 1, 60);
    }
    world.series(other, "widget-7", 9, 60);
    world.publish(other, "large", "2", 1);
    world.publish(other, "large", "1", 999, OriginType.INTERNAL, 5000);
    return team;
  }

  /** Everything from schedule to items, killed at the n-th write before it or after it. */
  private static End end(World world, AtomicInteger writes, int n) throws Exception {
    fill(world);
    faulty(world, writes, n);
    for (boolean started = false; !started; ) {
      try {
        started = !(world.start() instanceof WorkResult.Again);
      } catch (Killed e) {
        world.clock.advance(Duration.ofMinutes(20));
      }
      if (!started) {
        world.clock.advance(Duration.ofMinutes(20));
      }
    }
    world.work();
    calm(world);
    Plan plan = world.last();
    assertThat(plan.state()).as("%s", plan.note()).isEqualTo(PlanState.APPROVED);
    assertThat(world.closed).as("told of").contains(plan);
    faulty(world, writes, n);
    world.queue.add(new World.Message(Messages.SEED, Messages.about(plan.id())));
    world.work();
    calm(world);
    return new End(
        plan.hash().orElseThrow(), decisions(world), items(world, plan), plan.totals().failures());
  }

  /** The rows without what was asked on the way: whoever comes later remembers more. */
  private static List<String> decisions(World world) throws Exception {
    return world.rows(world.last()).stream()
        .map(row -> row.version() + row.revision() + row.status() + row.bytes() + row.outcome())
        .toList();
  }

  private static List<Item> items(World world, Plan plan) throws Exception {
    List<Item> items = new ArrayList<>();
    for (Row row : world.rows(plan)) {
      world.state.items(row.version().coordinates()).stream()
          .filter(item -> item.version().equals(row.version()))
          .forEach(items::add);
    }
    return items;
  }

  private static void faulty(World world, AtomicInteger writes, int n) {
    world.state.faults((operation, carriedOut) -> kill(operation, carriedOut, writes, n));
    world.bucket.faults((operation, _, carriedOut) -> kill(operation, carriedOut, writes, n));
  }

  private static void calm(World world) {
    world.state.faults((_, _) -> {});
    world.bucket.faults((_, _, _) -> {});
  }

  private static void kill(String operation, boolean carriedOut, AtomicInteger writes, int n) {
    if (writes.incrementAndGet() == n) {
      throw new Killed(operation + (carriedOut ? " done" : ""));
    }
  }
}
