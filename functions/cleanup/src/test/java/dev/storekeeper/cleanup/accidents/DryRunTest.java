package dev.storekeeper.cleanup.accidents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.storekeeper.cleanup.plan.Plan;
import dev.storekeeper.cleanup.plan.PlanState;
import dev.storekeeper.cleanup.scan.Messages;
import dev.storekeeper.cleanup.scan.WorkResult;
import dev.storekeeper.codeartifact.PackageCoordinates;
import dev.storekeeper.policy.PolicyException;
import dev.storekeeper.retention.Mode;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A dry run that deletes, and a change of trigger that turned a preview into a deletion. */
class DryRunTest {
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

  @Test
  void aYearOfPlansThatNobodyApprovesChangesNothing() throws Exception {
    stage.shelf.series(stage.shelf.repository("team"), "widget", 10, 100);

    for (int week = 0; week < 52; week++) {
      assertThat(stage.scan().state()).isEqualTo(PlanState.WAITING);
      stage.days(7);
    }

    assertThat(stage.shelf.askedForChanges()).isFalse();
    assertThat(stage.copies.count()).isZero();
  }

  @Test
  void noMessageInAnyOrderTurnsAPlanIntoADeletion() throws Exception {
    PackageCoordinates widget =
        stage.shelf.series(stage.shelf.repository("team"), "widget", 10, 100);
    Plan plan = stage.scan();

    for (String kind :
        List.of(Messages.SEED, Messages.WAKE, Messages.CLOSE, Messages.SCAN, Messages.SEED)) {
      stage.send(kind, Messages.about(plan.id(), "team"));
      stage.work();
      stage.pass(widget);
      stage.days(30);
    }

    assertThat(stage.shelf.askedForChanges()).isFalse();
    assertThat(stage.state.plan(plan.id()).orElseThrow().state()).isEqualTo(PlanState.WAITING);
  }

  @Test
  void aPreviewIsNotCarriedOutHoweverItsPolicyActs() throws Exception {
    stage.policy(POLICY.formatted("enforce"));
    stage.shelf.series(stage.shelf.repository("team"), "widget", 10, 100);

    Plan plan = stage.preview(Duration.ofDays(365));

    assertThat(plan.isPreview()).isTrue();
    assertThat(plan.totals().selected()).isEqualTo(8);
    assertThat(plan.state()).isEqualTo(PlanState.WAITING);
    stage.send(Messages.SEED, Messages.about(plan.id()));
    assertThat(stage.work().orElseThrow()).isInstanceOf(WorkResult.Refused.class);
    stage.days(400);
    assertThat(stage.shelf.askedForChanges()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"\"true\"", "false", "dry-run", "Plan", "PLAN", "enforced", "[plan]", "0"})
  void aModeThatIsSpelledOtherwiseIsRefusedAndNotGuessed(String mode) {
    assertThatThrownBy(() -> Stage.read(POLICY.formatted(mode)))
        .isInstanceOf(PolicyException.class)
        .hasMessageContaining("mode");
  }

  @ParameterizedTest
  @ValueSource(strings = {"dry_run: true", "dry-run: \"true\"", "destroy: false"})
  void aSwitchThatThereIsNotIsRefusedAndNotIgnored(String field) {
    assertThatThrownBy(() -> Stage.read(POLICY.formatted("enforce") + field + "\n"))
        .isInstanceOf(PolicyException.class);
  }

  @Test
  void withoutAModeAPolicyOnlyPlans() {
    assertThat(Stage.read(POLICY.replace("    mode: %s\n", "")).mode("old")).isEqualTo(Mode.PLAN);
  }

  @Test
  void thePolicyThatOnlyPlansDoesNotGoAlongWithTheOneThatActs() throws Exception {
    stage.policy(
        POLICY.formatted("plan")
            + """
              - name: large
                mode: enforce
                versions:
                  when: { package: { format: [pypi] } }
                  select: { published_older_than: P30D, larger_than: 50B }
                  keep: { newest: 2 }
            """);
    stage.shelf.series(stage.shelf.repository("team"), "widget", 4, 100);

    Plan plan = stage.scan();
    stage.days(60);

    assertThat(plan.state()).isIn(PlanState.APPROVED, PlanState.WAITING);
    assertThat(stage.shelf.gone()).isSubsetOf("team/widget 2.0");
    assertThat(stage.shelf.touched()).doesNotContain("team/widget 1.0");
  }

  @Test
  void backToPlanningGivesBackWhatIsUnderWay() throws Exception {
    stage.policy(POLICY.formatted("enforce"));
    stage.shelf.series(stage.shelf.repository("team"), "widget", 4, 100);
    assertThat(stage.scan().state()).isEqualTo(PlanState.APPROVED);
    stage.days(10);
    assertThat(stage.shelf.touched()).hasSize(2);

    stage.policy(POLICY.formatted("plan"));
    stage.days(60);

    assertThat(stage.shelf.touched()).isEmpty();
  }

  @Test
  void theScheduleAndAPersonStartTheSamePlan() throws Exception {
    stage.shelf.series(stage.shelf.repository("team"), "widget", 4, 100);
    String bySchedule = stage.scan().hash().orElseThrow();
    stage.clock.advance(Duration.ofMinutes(5));

    Plan byHand = stage.preview(Duration.ZERO);

    assertThat(byHand.hash()).contains(bySchedule);
    assertThat(byHand.state()).isEqualTo(PlanState.WAITING);
  }
}
