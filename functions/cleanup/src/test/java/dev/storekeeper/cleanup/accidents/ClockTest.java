package dev.storekeeper.cleanup.accidents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.storekeeper.cleanup.plan.PlanState;
import dev.storekeeper.cleanup.registry.RepositoryId;
import dev.storekeeper.codeartifact.OriginType;
import dev.storekeeper.codeartifact.PackageCoordinates;
import dev.storekeeper.codeartifact.PackageVersion;
import dev.storekeeper.policy.PolicyException;
import dev.storekeeper.retention.CleanupPolicy;
import java.nio.file.Files;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A wrong clock, or a wrong grace. */
class ClockTest {
  private static final String POLICY =
      Stage.GENEROUS
          + """
          policies:
            - name: old
              mode: %s
              versions:
                when: { package: { format: [pypi] } }
                select: { published_older_than: P180D }
                keep: { newest: 2 }
          """;

  private final Stage stage = new Stage(POLICY.formatted("plan"));
  private final RepositoryId team = stage.shelf.repository("team");

  @Test
  void nothingIsArchivedBeforeTheNoticeNorDeletedBeforeTheGraceIsOver() throws Exception {
    PackageCoordinates widget = stage.shelf.series(team, "widget", 3, 200);
    PackageVersion old = new PackageVersion(widget, "1.0");
    stage.approve(stage.scan());

    stage.clock.advance(Duration.ofDays(7).minusSeconds(1));
    stage.pass(widget);
    assertThat(stage.shelf.registry.status(old)).contains("Published");
    stage.clock.advance(Duration.ofSeconds(1));
    stage.pass(widget);
    assertThat(stage.shelf.registry.status(old)).contains("Archived");
    stage.clock.advance(Duration.ofDays(14).minusSeconds(1));
    stage.pass(widget);
    assertThat(stage.shelf.registry.status(old)).contains("Archived");
    stage.clock.advance(Duration.ofSeconds(1));
    stage.pass(widget);
    assertThat(stage.shelf.registry.status(old)).isEmpty();
  }

  @Test
  void theGraceBeginsWhenItIsArchivedAndNotWhenItShouldHaveBeen() throws Exception {
    PackageCoordinates widget = stage.shelf.series(team, "widget", 3, 200);
    stage.approve(stage.scan());
    stage.clock.advance(Duration.ofDays(100));
    stage.pass(widget);
    assertThat(stage.shelf.touched()).hasSize(1);

    stage.clock.advance(Duration.ofDays(13));
    stage.pass(widget);

    assertThat(stage.shelf.gone()).isEmpty();
  }

  @Test
  void theGraceWithoutAWordIsTheOneThatIsDocumented() throws Exception {
    CleanupPolicy policy = Stage.read(POLICY.formatted("plan"));
    String documentation = Files.readString(Sources.ROOT.resolve("docs/cleanup-policy.md"));

    assertThat(documentation)
        .contains("`phases.notice` (`P7D`)")
        .contains("`phases.grace` (`P14D`)");
    assertThat(policy.phases("old").notice()).isEqualTo(Duration.parse("P7D"));
    assertThat(policy.phases("old").grace()).isEqualTo(Duration.parse("P14D"));
  }

  @Test
  void noGraceAtAllIsRefusedForAPolicyThatActsByItself() {
    assertThatThrownBy(
            () -> Stage.read(POLICY.formatted("enforce") + "      phases: { grace: P0D }\n"))
        .isInstanceOf(PolicyException.class)
        .hasMessageContaining("grace");
  }

  @ParameterizedTest
  @ValueSource(strings = {"14", "P1M", "14d", "-P14D", "\"\""})
  void aDurationThatCanBeMisreadIsRefused(String grace) {
    assertThatThrownBy(
            () -> Stage.read(POLICY.formatted("plan") + "      phases: { grace: " + grace + " }\n"))
        .isInstanceOf(PolicyException.class);
  }

  @Test
  void whatIsPublishedAgainIsAsYoungAsItsLastPublication() throws Exception {
    PackageCoordinates widget = stage.shelf.series(team, "widget", 4, 100);
    stage.approve(stage.scan());
    stage.shelf.publish(widget, "1.0", 0);

    stage.days(60);

    assertThat(stage.shelf.gone()).containsExactly("team/widget 2.0");
  }

  @Test
  void whatWasSeenAsACopyForTheFirstTimeIsNotAsOldAsItsOriginal() throws Exception {
    PackageCoordinates copied = team.packageOf("pypi", "", "requests");
    for (int major = 1; major <= 3; major++) {
      stage.shelf.registry.publish(
          new PackageVersion(copied, major + ".0"),
          "Published",
          OriginType.EXTERNAL,
          Stage.NOW.minus(Duration.ofDays(3000 - major)),
          100);
    }

    assertThat(stage.scan().state()).isEqualTo(PlanState.EMPTY);
    stage.clock.advance(Duration.ofDays(179));
    assertThat(stage.scan().state()).isEqualTo(PlanState.EMPTY);
    stage.clock.advance(Duration.ofDays(2));
    assertThat(stage.scan().totals().selected()).isEqualTo(1);
  }

  @Test
  void nothingHappensInAFreeze() throws Exception {
    stage.policy(POLICY.formatted("plan") + "freeze: [{ from: 2026-03-01, until: 2026-06-30 }]\n");
    stage.shelf.series(team, "widget", 4, 100);
    stage.approve(stage.scan());

    stage.days(100);

    assertThat(stage.shelf.askedForChanges()).isFalse();
  }
}
