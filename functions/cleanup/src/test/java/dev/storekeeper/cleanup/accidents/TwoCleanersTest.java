package dev.storekeeper.cleanup.accidents;

import static org.assertj.core.api.Assertions.assertThat;

import dev.storekeeper.cleanup.execute.Holds;
import dev.storekeeper.cleanup.execute.PackagePass;
import dev.storekeeper.cleanup.execute.Work;
import dev.storekeeper.cleanup.item.Hold;
import dev.storekeeper.cleanup.item.ItemState;
import dev.storekeeper.cleanup.plan.Plan;
import dev.storekeeper.cleanup.registry.RegistryFaults.Fault;
import dev.storekeeper.cleanup.registry.RepositoryId;
import dev.storekeeper.cleanup.scan.Messages;
import dev.storekeeper.codeartifact.PackageCoordinates;
import dev.storekeeper.codeartifact.PackageVersion;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two cleaners at once, and a cleaner that fights other controls. */
class TwoCleanersTest {
  private static final String POLICY =
      Stage.GENEROUS
          + """
          policies:
            - name: old
              versions:
                when: { package: { format: [pypi] } }
                select: { published_older_than: P180D }
                keep: { newest: 2 }
            - name: abandoned
              repositories:
                select: { empty: true, unpublished_for: P365D, older_than: P365D }
          """;

  private final Stage stage = new Stage(POLICY);
  private final RepositoryId team = stage.shelf.repository("team");
  private final PackageCoordinates widget = stage.shelf.series(team, "widget", 3, 200);
  private final PackageVersion old = new PackageVersion(widget, "1.0");

  @Test
  void ofTwoThatWorkOnAPackageOneStandsBack() throws Exception {
    stage.approve(stage.scan());
    stage.clock.advance(Duration.ofDays(8));
    stage.state.lease(Work.of(widget), stage.clock.instant(), Duration.ofMinutes(16));

    assertThat(stage.pass(widget)).isEqualTo(PackagePass.Result.BUSY);

    assertThat(stage.shelf.askedForChanges()).isFalse();
  }

  @Test
  void oneThatWasOvertakenWritesAndChangesNothingMore() throws Exception {
    stage.approve(stage.scan());
    stage.clock.advance(Duration.ofDays(8));
    stage.shelf.registry.faults((operation, _) -> {
      if (operation.equals("ListPackageVersions")) {
        stage.clock.advance(Duration.ofMinutes(17));
      }
      return Fault.NONE;
    });

    assertThat(stage.pass(widget)).isEqualTo(PackagePass.Result.BUSY);

    assertThat(stage.shelf.touched()).isEmpty();
  }

  @Test
  void whatAnotherCleanerArchivedIsNotDeletedByThisOne() throws Exception {
    stage.approve(stage.scan());
    stage.shelf.registry.become(old, "Archived");

    stage.days(60);

    assertThat(stage.shelf.registry.status(old)).contains("Archived");
    assertThat(stage.ledger.versions("cleanup.deleting")).isEmpty();
  }

  @Test
  void whatSomebodyGaveBackIsNotTakenAway() throws Exception {
    stage.approve(stage.scan());
    stage.days(10);
    stage.shelf.registry.become(old, "Published");

    stage.days(60);

    assertThat(stage.shelf.registry.status(old)).contains("Published");
    assertThat(stage.state.items(widget).getFirst().state()).isEqualTo(ItemState.KEPT);
  }

  @Test
  void whatSomebodyElseDeletedIsNotClaimed() throws Exception {
    stage.approve(stage.scan());
    stage.shelf.registry.remove(team);
    stage.shelf.repository("team");
    stage.shelf.publish(widget, "9.0", 1);

    stage.days(60);

    assertThat(stage.ledger.versions("cleanup.deleted")).isEmpty();
    assertThat(stage.ledger.reasons("cleanup.kept"))
        .containsExactly("it is gone, and cleanup did not delete it");
  }

  @Test
  void whatIsInARepositoryThatIsGoneComesToItsEnd() throws Exception {
    stage.approve(stage.scan());
    stage.days(10);
    stage.shelf.registry.remove(team);

    stage.days(2);

    assertThat(stage.state.items(widget).getFirst().state()).isEqualTo(ItemState.KEPT);
    assertThat(stage.ledger.reasons("cleanup.kept"))
        .containsExactly("it is gone, and cleanup did not delete it");
    assertThat(stage.state.due(stage.clock.instant().plus(Duration.ofDays(900)), 9)).isEmpty();
  }

  /** Between the look at a package and its deletion copies are made, which takes minutes. */
  @ParameterizedTest
  @ValueSource(strings = {"hold", "pause", "cancel"})
  void whatAPersonSaysAfterTheLookIsHeard(String word) throws Exception {
    Plan plan = stage.approve(stage.scan());
    stage.days(20);
    assertThat(stage.shelf.registry.status(old)).contains("Archived");
    stage.clock.advance(Duration.ofDays(3));
    int[] looks = {0};
    stage.state.faults((operation, carriedOut) -> {
      if (operation.equals("holds") && ++looks[0] == 2) {
        stage.state.faults((_, _) -> {});
        switch (word) {
          case "hold" ->
              stage.state.hold(
                  new Hold(Holds.scope(old), "audit", "arn:me", stage.clock.instant()));
          case "pause" -> stage.state.pause(Optional.of("incident"));
          default -> {
            try {
              stage.cancel(plan);
            } catch (Exception e) {
              throw new IllegalStateException(e);
            }
          }
        }
      }
    });

    stage.pass(widget);

    assertThat(looks[0]).as("asked for once more").isEqualTo(2);
    assertThat(stage.shelf.gone()).isEmpty();
    assertThat(stage.ledger.versions("cleanup.deleting")).isEmpty();
  }

  @Test
  void aPersonsHoldIsNotReplacedByASignOfUse() throws Exception {
    Hold theirs = new Hold(Holds.scope(old), "audit", "arn:me", stage.clock.instant());
    stage.state.hold(theirs);

    Holds.add(stage.state, Stage.ACME, Holds.scope(old), "somebody tried", stage.clock.instant());
    Holds.add(stage.state, Stage.ACME, team.toString(), "somebody tried", stage.clock.instant());

    assertThat(stage.state.holds(Stage.ACME))
        .contains(theirs)
        .extracting(Hold::by)
        .containsExactlyInAnyOrder("arn:me", "storekeeper");
  }

  @Test
  void twoScansAtOnceMakeOnePlan() throws Exception {
    stage.send(Messages.START, Messages.about(""));
    stage.send(Messages.START, Messages.about(""));
    stage.work();

    assertThat(stage.state.plans(Stage.ACME, 9)).hasSize(1);
  }

  @Test
  void aHoldOfAPersonStopsItAtAnyTime() throws Exception {
    stage.approve(stage.scan());
    stage.days(10);
    assertThat(stage.shelf.registry.status(old)).contains("Archived");
    stage.state.hold(new Hold(Holds.scope(old), "audit", "arn:me", stage.clock.instant()));

    stage.days(200);

    assertThat(stage.shelf.gone()).isEmpty();
  }

  @Test
  void aHoldOfADomainKeepsWhatIsOnlyPlanned() throws Exception {
    stage.approve(stage.scan());
    stage.state.hold(new Hold(Stage.ACME.toString(), "audit", "arn:me", stage.clock.instant()));

    stage.days(60);

    assertThat(stage.shelf.askedForChanges()).isFalse();
    assertThat(stage.ledger.reasons("cleanup.kept")).containsExactly("held: audit");
  }

  @Test
  void aPauseStopsEverything() throws Exception {
    stage.approve(stage.scan());
    stage.state.pause(Optional.of("incident"));
    stage.clock.advance(Duration.ofDays(60));

    assertThat(stage.pass(widget)).isEqualTo(PackagePass.Result.PAUSED);

    assertThat(stage.shelf.askedForChanges()).isFalse();
    assertThat(stage.shelf.registry.calls().byOperation().get("ListPackageVersions"))
        .as("by the scan")
        .isEqualTo(1);
  }

  @Test
  void aRepositoryThatCloudFormationMadeIsLeftToIt() throws Exception {
    stage.shelf.repository("made", Map.of("aws:cloudformation:stack-id", "arn:stack"));
    stage.shelf.repository("forgotten");

    assertThat(stage.scan().totals().selectedRepositories()).as("forgotten").isEqualTo(1);
  }
}
