package dev.storekeeper.cleanup.accidents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.storekeeper.cleanup.plan.Plan;
import dev.storekeeper.cleanup.plan.PlanState;
import dev.storekeeper.cleanup.registry.RegistryFaults.Fault;
import dev.storekeeper.cleanup.registry.RepositoryId;
import dev.storekeeper.cleanup.state.StateUnavailableException;
import dev.storekeeper.codeartifact.PackageCoordinates;
import dev.storekeeper.usage.Coverage;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkClientException;

/** A read failed, and the missing answer was taken for "not protected" or "not in use". */
class FailedReadTest {
  private static final String POLICY =
      Stage.GENEROUS
          + """
          protect:
            - name: legal-hold
              when: { repository: { tags: { legal-hold: [{ exists: true }] } } }
          policies:
            - name: old
              versions:
                when: { package: { format: [pypi] } }
                select: { published_older_than: P180D }
                keep: { newest: 2 }
            - name: unread
              versions:
                when: { package: { format: [npm] } }
                select: { unread_for: P180D }
          """;

  private final Stage stage = new Stage(POLICY);

  @Test
  void aProtectingTagThatCannotBeReadIsNotTakenForAbsent() throws Exception {
    RepositoryId court = stage.shelf.repository("court", Map.of("legal-hold", "case-7"));
    stage.shelf.series(court, "evidence", 400, 10);
    for (int i = 0; i < 100; i++) {
      stage.shelf.series(court, "evidence-" + i, 3, 1);
    }
    stage.shelf.faults("ListTagsForResource", Fault.DENIED);

    Plan plan = stage.scan();

    assertThat(plan.totals().failures()).isEqualTo(1);
    assertThat(plan.state()).isEqualTo(PlanState.EMPTY);
    assertThat(plan.totals().selected()).isZero();
  }

  @Test
  void aTagThatCannotBeReadAfterTheApprovalLetsTheDeletionWait() throws Exception {
    RepositoryId court = stage.shelf.repository("court");
    stage.shelf.series(court, "evidence", 4, 100);
    stage.approve(stage.scan());
    stage.days(10);
    assertThat(stage.shelf.touched()).containsExactly("court/evidence 2.0", "court/evidence 1.0");
    stage.shelf.repository("court", Map.of("legal-hold", "case-7"));
    stage.shelf.faults("ListTagsForResource", Fault.UNAVAILABLE);

    stage.days(60);

    assertThat(stage.shelf.gone()).isEmpty();
    stage.shelf.faultsEnd();
    stage.days(1);
    assertThat(stage.shelf.touched()).as("the tag can be read again").isEmpty();
  }

  @Test
  void aVersionListThatCannotBeReadDeletesNothing() throws Exception {
    stage.shelf.series(stage.shelf.repository("team"), "widget", 4, 100);
    stage.approve(stage.scan());
    stage.shelf.faults("ListPackageVersions", Fault.UNAVAILABLE);

    stage.days(60);

    assertThat(stage.shelf.askedForChanges()).isFalse();
  }

  @Test
  void anIndexOfReadsThatDoesNotAnswerIsNotTakenForUnread() throws Exception {
    RepositoryId team = stage.shelf.repository("team");
    PackageCoordinates ui = team.packageOf("npm", "", "ui");
    stage.shelf.publish(ui, "2.0.0", 1);
    stage.shelf.publish(ui, "1.0.0", 400);
    stage.index.cover(Coverage.of(Stage.NOW.minus(Duration.ofDays(900)), Stage.NOW));
    Plan plan = stage.scan();
    assertThat(plan.totals().selected()).isEqualTo(1);
    stage.approve(plan);
    stage.index.unavailable(true);

    stage.days(60);

    assertThat(stage.shelf.askedForChanges()).isFalse();
    assertThat(stage.scan().totals().selected()).isZero();
  }

  @Test
  void holdsThatCannotBeReadAreNotTakenForAbsent() throws Exception {
    PackageCoordinates widget =
        stage.shelf.series(stage.shelf.repository("team"), "widget", 4, 100);
    stage.approve(stage.scan());
    stage.clock.advance(Duration.ofDays(8));
    stage.state.faults((operation, _) -> {
      if (operation.equals("holds")) {
        throw new StateUnavailableException("no", SdkClientException.create("no"));
      }
    });

    assertThatThrownBy(() -> stage.pass(widget)).isInstanceOf(StateUnavailableException.class);

    assertThat(stage.shelf.askedForChanges()).isFalse();
  }

  @Test
  void aScanOfWhichManyReadsFailComesToNothing() throws Exception {
    RepositoryId team = stage.shelf.repository("team");
    for (int i = 0; i < 20; i++) {
      stage.shelf.series(team, "widget-" + i, 4, 100);
    }
    stage.shelf.registry.faults((operation, resource) ->
        operation.equals("ListPackageVersions") && resource.toString().contains("widget-1")
            ? Fault.UNAVAILABLE
            : Fault.NONE);

    Plan plan = stage.scan();

    assertThat(plan.state()).isEqualTo(PlanState.STOPPED);
    assertThat(stage.state.due(Stage.NOW.plus(Duration.ofDays(400)), 10)).isEmpty();
  }
}
