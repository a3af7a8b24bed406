package dev.storekeeper.cleanup.scan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.storekeeper.cleanup.plan.Plan;
import dev.storekeeper.cleanup.plan.Row;
import dev.storekeeper.cleanup.registry.RepositoryId;
import dev.storekeeper.codeartifact.OriginType;
import dev.storekeeper.codeartifact.PackageVersion;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PublishQuestionsTest {
  private static final long SEED = 20260301;

  @Test
  void aBoundaryIsFoundWithFewQuestions() throws Exception {
    Random random = new Random(SEED);
    for (int run = 0; run < 60; run++) {
      World world = new World();
      int count = 1 + random.nextInt(2000);
      int days = random.nextInt(4);
      world.series(world.repository("team"), "widget", count, days);

      Plan plan = world.scan();

      long most = Math.round(2 * Math.log(count) / Math.log(2)) + 2;
      assertThat(describes(world)).as("for %d versions", count).isLessThanOrEqualTo(most);
      long old = days == 0 ? 0 : Math.max(0, count - Math.max(1, (180 + days - 1) / days));
      assertThat(plan.totals().selected()).as("%d, every %d", count, days).isEqualTo(old);
    }
  }

  @Test
  void aListingThatIsNotSortedIsFoundOutOrDoesNotMatter() throws Exception {
    Random random = new Random(SEED);
    Instant boundary = World.NOW.minus(Duration.ofDays(180));
    for (int run = 0; run < 300; run++) {
      PublishTimes times = new PublishTimes(World.internal(30));
      for (int i = 0; i < 30; i++) {
        times.answered(random.nextInt(30), boundary.plus(Duration.ofDays(random.nextInt(-50, 50))));
      }
      for (int place = 0; place < 30; place++) {
        assertThat(times.at(place).notBefore()).isBeforeOrEqualTo(times.at(place).notAfter());
      }
    }
  }

  @Test
  void anAnswerThatContradictsTheOrderEndsAllInference() {
    PublishTimes times = new PublishTimes(World.internal(5));
    times.answered(2, World.NOW.minusSeconds(100));
    assertThat(times.at(3).notAfter()).isEqualTo(World.NOW.minusSeconds(100));

    times.answered(3, World.NOW);

    assertThat(times.at(0).notBefore()).isEqualTo(Instant.MIN);
    assertThat(times.at(4).notAfter()).isEqualTo(Instant.MAX);
    assertThat(times.exactly(2)).contains(World.NOW.minusSeconds(100));
    times.answered(1, World.NOW);
    assertThat(times.at(0).notBefore()).isEqualTo(Instant.MIN);
  }

  @Test
  void whatIsRememberedOfAnotherRevisionIsAskedForAgain() throws Exception {
    World world = new World();
    RepositoryId team = world.repository("team");
    world.series(team, "widget", 2, 900);
    PackageVersion version = new PackageVersion(team.packageOf("pypi", "", "widget"), "1");
    world.index.recordPublished(
        version, World.NOW, Optional.of("another revision"), Optional.of(OriginType.INTERNAL));

    Plan plan = world.scan();

    assertThat(describes(world)).isEqualTo(1);
    assertThat(plan.totals().selected()).isEqualTo(1);
  }

  @Test
  void whatIsRememberedOfThisRevisionIsNotAskedFor() throws Exception {
    World world = new World();
    RepositoryId team = world.repository("team");
    world.series(team, "widget", 2, 900);
    PackageVersion version = new PackageVersion(team.packageOf("pypi", "", "widget"), "1");
    world.index.recordPublished(
        version,
        World.NOW.minus(Duration.ofDays(3)),
        Optional.of("revision-2"),
        Optional.of(OriginType.INTERNAL));

    Plan plan = world.scan();

    assertThat(describes(world)).isZero();
    assertThat(plan.totals().selected()).isZero();
    assertThat(world.rows(plan).get(1).published()).contains(World.NOW.minus(Duration.ofDays(3)));
  }

  @Test
  void anIndexThatDoesNotAnswerIsAFailureAndCodeArtifactIsAskedInstead() throws Exception {
    World world = new World();
    world.series(world.repository("team"), "widget", 600, 3);
    world.start();
    world.index.unavailable(true);

    world.work();

    assertThat(world.last().totals().failures()).isPositive();
    assertThat(describes(world)).isPositive();
  }

  @Test
  void mixedOriginsAreToldApart() throws Exception {
    World world = new World();
    RepositoryId team = world.repository("team");
    for (int i = 0; i < 40; i++) {
      OriginType origin = List.of(OriginType.values()).get(i % 3);
      world.publish(team, "widget", Integer.toString(i), i * 20, origin, 1);
    }

    List<Row> rows = world.rows(world.scan());

    assertThat(rows)
        .filteredOn(Row::isSelected)
        .isNotEmpty()
        .allMatch(row ->
            row.origin() == OriginType.INTERNAL && Integer.parseInt(row.version().version()) >= 9);
  }

  private static long describes(World world) {
    return Optional.ofNullable(world.registry.calls().byOperation().get("DescribePackageVersion"))
        .orElse(0L);
  }
}
