package dev.storekeeper.cleanup.repository;

import static dev.storekeeper.cleanup.repository.RepositoryWorld.POLICY;
import static dev.storekeeper.cleanup.repository.RepositoryWorld.STALE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.storekeeper.cleanup.Killed;
import dev.storekeeper.cleanup.plan.Plan;
import dev.storekeeper.cleanup.plan.PlanState;
import dev.storekeeper.cleanup.publish.Restoration;
import dev.storekeeper.cleanup.record.CleanupLedger;
import dev.storekeeper.cleanup.registry.DescribedRepository;
import dev.storekeeper.cleanup.registry.RegistryFaults.Fault;
import dev.storekeeper.cleanup.registry.RepositoryId;
import dev.storekeeper.codeartifact.OriginType;
import dev.storekeeper.codeartifact.PackageVersion;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

final class RepositoryRestorerTest {
  private static final Duration TO_THE_END = Duration.ofDays(92);

  private final SortedSet<String> published = new TreeSet<>();

  @Test
  void aDeletedRepositoryComesBackWithEverything() throws Exception {
    RepositoryWorld world = deleted();
    assertThat(restore(world)).isEqualTo(new RepositoryRestoration.Restored(10, 0, List.of()));
    assertIsBack(world);
    assertThat(restore(world)).isEqualTo(new RepositoryRestoration.Restored(10, 0, List.of()));
  }

  @Test
  void killedAnywhereItComesBackAllTheSame() throws Exception {
    for (int fatal = 1; fatal <= 40; fatal++) {
      RepositoryWorld world = deleted();
      published.clear();
      int at = fatal;
      int[] count = {0};
      world.hook((operation, carriedOut) -> ++count[0] == at ? Fault.KILLED : Fault.NONE);
      boolean back = false;
      for (int attempt = 0; attempt < 3 && !back; attempt++) {
        try {
          back = restore(world) instanceof RepositoryRestoration.Restored;
        } catch (Killed e) {
          world.clock.advance(Duration.ofMinutes(20));
        }
      }
      assertThat(back).as("killed at %s", fatal).isTrue();
      assertIsBack(world);
    }
  }

  /** However many versions a package has, and however little time there is. */
  @Test
  void aPackageOfManyVersionsIsCopiedAndComesBackPartByPart() throws Exception {
    RepositoryWorld world = new RepositoryWorld();
    for (int i = 0; i < 120; i++) {
      publish(world, RepositoryWorld.version("many", "3." + i));
    }
    world.live(Duration.ofDays(45));
    assertThat(world.item().state()).isEqualTo(RepositoryState.FROZEN);
    List<Integer> copied = new ArrayList<>();
    for (int pass = 0; pass < 12; pass++) {
      int[] looks = {0};
      new RepositoryPass(world.parts(), world.clock).run(STALE, () -> looks[0]++ < 2, world.tally);
      copied.add(world.exports.manifests().size());
    }
    assertThat(copied).as("never more than a part in a pass").isSorted().contains(60, 110);
    assertThat(copied.getLast()).isEqualTo(130);
    world.live(TO_THE_END);
    assertThat(world.isThere()).isFalse();

    int continued = 0;
    RepositoryRestoration back = new RepositoryRestoration.Continued();
    while (back instanceof RepositoryRestoration.Continued) {
      continued++;
      int[] looks = {0};
      back = restorer(world, restorer(world)).restore(tombstone(), "arn:me", () -> looks[0]++ < 1);
    }
    assertThat(back).isEqualTo(new RepositoryRestoration.Restored(130, 0, List.of()));
    assertThat(continued).as("a list each").isEqualTo(8);
    assertThat(published).isEqualTo(world.exports.manifests());
  }

  /** Somebody may delete a package while the walk stands within it. */
  @Test
  void thePlaceWithinAPackageThatIsGoneSkipsNothingOfTheNext() throws Exception {
    RepositoryWorld world = new RepositoryWorld();
    for (int i = 0; i < 120; i++) {
      publish(world, RepositoryWorld.version("aa-many", "3." + i));
    }
    world.live(Duration.ofDays(45));
    while (world.item().progress().walk().flatMap(ExportWalk::version).isEmpty()) {
      int[] looks = {0};
      new RepositoryPass(world.parts(), world.clock).run(STALE, () -> looks[0]++ < 2, world.tally);
    }
    world.registry.remove(STALE.packageOf("npm", "", "aa-many"));
    world.live(TO_THE_END);

    assertThat(world.isThere()).isFalse();
    assertThat(world.exports.manifests().stream().filter(key -> !key.contains("/aa-many/")))
        .as("both versions of each of the other packages")
        .hasSize(10);
  }

  private static void publish(RepositoryWorld world, PackageVersion version) {
    world.registry.publish(version, "Published", OriginType.INTERNAL, RepositoryWorld.START, 10);
  }

  @Test
  void anUpstreamThatIsGoneIsTold() throws Exception {
    RepositoryWorld world = deleted();
    world.registry.remove(new RepositoryId(RepositoryWorld.DOMAIN, "shared"));
    assertThat(restore(world))
        .isEqualTo(
            new RepositoryRestoration.Restored(
                10, 0, List.of("its upstream shared is not there any more")));
    assertThat(world.registry.repository(STALE).upstreams()).containsExactly("npm-store");
  }

  @Test
  void aNewRepositoryOfTheNameIsLeftAlone() throws Exception {
    RepositoryWorld world = deleted();
    world.repositories.createRepository(STALE, Optional.empty(), List.of(), Map.of());
    assertThat(restore(world)).isInstanceOf(RepositoryRestoration.Refused.class);
    assertThat(world.document()).isEmpty();
    assertThat(published).isEmpty();
  }

  @Test
  void whatIsOnItsWayOutAgainStaysDueThoughItsRestoreIsRefused() throws Exception {
    RepositoryWorld world = deleted();
    Plan next =
        RepositoryWorld.plan(
            "next", world.clock.instant(), PlanState.APPROVED, List.of("arn:one", "arn:two"));
    world.add(next);

    assertThat(restore(world))
        .isInstanceOfSatisfying(
            RepositoryRestoration.Refused.class,
            refused -> assertThat(refused.reason()).contains("on its way out in plan next"));

    assertThat(world.state.due(world.clock.instant(), 9)).containsExactly(RepositoryWork.of(STALE));
  }

  @Test
  void aVersionThatCannotBePublishedIsAFinding() throws Exception {
    RepositoryWorld world = deleted();
    VersionRestorer stubborn =
        (manifest, repository) -> new Restoration.Refused("its name is taken");
    assertThat(restorer(world, stubborn).restore(tombstone(), "arn:me", () -> true))
        .isEqualTo(new RepositoryRestoration.Restored(0, 10, List.of()));
    assertThat(world.ledger.has("finding.cleanup-version-not-restored")).isTrue();
  }

  @Test
  void withoutTimeItGoesOnLater() throws Exception {
    RepositoryWorld world = deleted();
    int[] looks = {0};
    RepositoryRestorer restorer = restorer(world, restorer(world));
    assertThat(restorer.restore(tombstone(), "arn:me", () -> ++looks[0] < 3))
        .isEqualTo(new RepositoryRestoration.Continued());
    assertThat(published).hasSize(4);
    assertThat(restore(world)).isEqualTo(new RepositoryRestoration.Restored(10, 0, List.of()));
  }

  private static RepositoryWorld deleted() throws Exception {
    RepositoryWorld world = new RepositoryWorld();
    world.live(TO_THE_END);
    assertThat(world.isThere()).isFalse();
    return world;
  }

  private static String tombstone() {
    return RepositoryKeys.tombstone(STALE, RepositoryWorld.PLAN);
  }

  private RepositoryRestoration restore(RepositoryWorld world) throws Exception {
    return restorer(world, restorer(world)).restore(tombstone(), "arn:me", () -> true);
  }

  private static RepositoryRestorer restorer(RepositoryWorld world, VersionRestorer versions) {
    return new RepositoryRestorer(
        world.bucket,
        world.state,
        new RepositoryLedger(new CleanupLedger(world.ledger, world.clock)),
        world.registry,
        world.repositories,
        versions,
        world.clock);
  }

  /** Publishes; with upstreams already there, it would be refused. */
  private VersionRestorer restorer(RepositoryWorld world) {
    return (manifest, repository) -> {
      boolean again = published.contains(manifest);
      world.quietly(() -> {
        if (!again) {
          assertThat(world.registry.repository(STALE).upstreams()).isEmpty();
          assertThat(world.document()).contains(POLICY);
        }
        return true;
      });
      published.add(manifest);
      return new Restoration.AlreadyThere(
          RepositoryWorld.version("a", "1.0"), "revision", "Published");
    };
  }

  private void assertIsBack(RepositoryWorld world) throws Exception {
    world.hook((operation, carriedOut) -> Fault.NONE);
    DescribedRepository back = world.registry.repository(STALE);
    assertThat(back.description()).contains("old things");
    assertThat(back.upstreams()).containsExactly("shared", "npm-store");
    assertThat(world.tags())
        .isEqualTo(Map.of("team", "a", RepositoryRestorer.RESTORED_FROM, RepositoryWorld.PLAN));
    assertThat(world.document()).contains(POLICY);
    assertThat(published).isEqualTo(world.exports.manifests());
  }
}
