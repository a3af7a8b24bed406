package dev.storekeeper.cleanup.accidents;

import static org.assertj.core.api.Assertions.assertThat;

import dev.storekeeper.cleanup.plan.Plan;
import dev.storekeeper.cleanup.plan.PlanState;
import dev.storekeeper.cleanup.registry.RegistryFaults.Fault;
import dev.storekeeper.cleanup.registry.RepositoryId;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No cap, or one that a part of the work slipped under. */
class CapTest {
  private static final String POLICY =
      """
      version: 1
      domains: [acme]
      limits: %s
      policies:
        - name: old
          mode: enforce
          versions:
            when: { package: { format: [pypi] } }
            select: { published_older_than: P180D }
            keep: { newest: 1 }
      """;

  private static Stage stage(String limits) throws Exception {
    Stage stage = new Stage(POLICY.formatted(limits));
    RepositoryId team = stage.shelf.repository("team");
    for (int i = 0; i < 4; i++) {
      stage.shelf.series(team, "widget-" + i, 3, 200);
    }
    return stage;
  }

  /** Both are approved and due on the same day. */
  private static void twoPlansOfEight(Stage stage) throws Exception {
    assertThat(stage.scan().state()).isEqualTo(PlanState.APPROVED);
    RepositoryId more = stage.shelf.repository("more");
    for (int i = 0; i < 4; i++) {
      stage.shelf.series(more, "gadget-" + i, 3, 200);
    }
    stage.clock.advance(Duration.ofMinutes(10));
    assertThat(stage.scan().state()).isEqualTo(PlanState.APPROVED);
    stage.clock.advance(Duration.ofDays(8));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{ items: 7, percent_of_package: 100, percent_of_repository: 100 }",
        "{ items: 100, percent_of_package: 66, percent_of_repository: 100 }",
        "{ items: 100, percent_of_package: 100, percent_of_repository: 66 }",
        "{ items: 100, percent_of_package: 100, percent_of_repository: 100, bytes: 799B }",
        "{ items: 0, percent_of_package: 100, percent_of_repository: 100 }"
      })
  void overALimitNotEvenAPartHappens(String limits) throws Exception {
    Stage stage = stage(limits);

    Plan plan = stage.scan();
    stage.days(60);

    assertThat(plan.state()).isEqualTo(PlanState.WAITING);
    assertThat(plan.overLimits()).isNotEmpty();
    assertThat(stage.shelf.askedForChanges()).isFalse();
  }

  @Test
  void withinTheLimitsItHappens() throws Exception {
    Stage stage =
        stage("{ items: 8, percent_of_package: 67, percent_of_repository: 67, bytes: 800B }");

    Plan plan = stage.scan();
    stage.days(60);

    assertThat(plan.state()).isEqualTo(PlanState.APPROVED);
    assertThat(stage.shelf.gone()).hasSize(8);
  }

  /** What is too large for a day must not use up what may go by number, hour by hour. */
  @Test
  void whatFindsNoRoomTakesNone() throws Exception {
    Stage stage =
        stage("{ percent_of_package: 100, percent_of_repository: 100, items: 16, bytes: 800B }");
    twoPlansOfEight(stage);
    for (int hour = 0; hour < 5; hour++) {
      stage.passes();
      stage.clock.advance(Duration.ofHours(1));
    }

    assertThat(stage.shelf.touched()).hasSize(8);
    assertThat(stage.state.spend(Stage.ACME + " items", 8, 16, stage.clock.instant()))
        .as("room for eight more")
        .isTrue();
  }

  @Test
  void thereAreLimitsWithoutAWord() throws Exception {
    Stage stage = stage("{ remaining_versions: 1 }");

    assertThat(stage.scan().overLimits()).hasSizeGreaterThan(1);
    assertThat(Stage.read(POLICY.replace("limits: %s\n", "")).limits().items()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"items: 8", "bytes: 800B"})
  void smallPlansDoNotAddUpWithinADay(String limit) throws Exception {
    Stage stage =
        stage("{ percent_of_package: 100, percent_of_repository: 100, %s }".formatted(limit));
    twoPlansOfEight(stage);

    stage.passes();

    assertThat(stage.shelf.touched()).hasSize(8);
    stage.clock.advance(Duration.ofHours(26));
    stage.passes();
    assertThat(stage.shelf.touched()).hasSize(16);
  }

  @Test
  void aSizeThatCannotBeReadIsNotTakenForSmall() throws Exception {
    Stage stage = stage("{ items: 100, percent_of_package: 100, percent_of_repository: 100 }");
    for (int i = 0; i < 300; i++) {
      stage.shelf.series(new RepositoryId(Stage.ACME, "team"), "young-" + i, 2, 1);
    }
    stage.shelf.registry.faults((operation, resource) ->
        operation.equals("ListPackageVersionAssets") && resource.toString().contains("widget-1")
            ? Fault.UNAVAILABLE
            : Fault.NONE);

    Plan plan = stage.scan();

    assertThat(plan.state()).isEqualTo(PlanState.WAITING);
    assertThat(plan.overLimits()).anyMatch(text -> text.contains("is not known"));
  }
}
