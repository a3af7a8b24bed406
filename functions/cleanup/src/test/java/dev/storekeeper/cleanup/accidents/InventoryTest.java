package dev.storekeeper.cleanup.accidents;

import static org.assertj.core.api.Assertions.assertThat;

import dev.storekeeper.cleanup.plan.Plan;
import dev.storekeeper.cleanup.plan.PlanState;
import dev.storekeeper.cleanup.registry.RegistryFaults.Fault;
import dev.storekeeper.cleanup.registry.RepositoryId;
import dev.storekeeper.cleanup.scan.Messages;
import dev.storekeeper.cleanup.scan.WorkResult;
import dev.storekeeper.codeartifact.PackageCoordinates;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** An inventory that was broken and believed, and a sweep that removed everything. */
class InventoryTest {
  private static final String POLICY =
      Stage.GENEROUS
          + """
          policies:
            - name: all
              mode: enforce
              versions:
                when: { package: { format: [pypi] } }
                select: { published_older_than: P1D }
                keep: { latest_published: 0 }
          """;

  private final Stage stage = new Stage(POLICY);

  @Test
  void aDomainThatSeemsToHaveShrunkIsNotBelieved() throws Exception {
    RepositoryId team = stage.shelf.repository("team");
    RepositoryId other = stage.shelf.repository("other");
    stage.shelf.series(team, "widget", 1, 1);
    for (int i = 0; i < 10; i++) {
      stage.shelf.series(other, "gadget-" + i, 1, 1);
    }
    assertThat(stage.scan().state()).isEqualTo(PlanState.EMPTY);
    stage.shelf.series(team, "widget", 3, 100);
    stage.shelf.registry.remove(other);
    stage.shelf.repository("other");
    stage.clock.advance(Duration.ofDays(1));

    Plan plan = stage.scan();

    assertThat(plan.state()).isEqualTo(PlanState.STOPPED);
    stage.days(60);
    assertThat(stage.shelf.askedForChanges()).isFalse();
  }

  @Test
  void aRepositoryThatIsNotListedToItsEndComesToNothing() throws Exception {
    RepositoryId team = stage.shelf.repository("team");
    stage.shelf.series(team, "widget", 5, 100);
    stage.shelf.repository("other");
    stage.shelf.registry.pageSize(1);
    stage.shelf.series(team, "gadget", 5, 100);
    stage.shelf.faults("ListPackages", Fault.UNAVAILABLE);

    Plan plan = stage.scan();

    assertThat(plan.state()).isEqualTo(PlanState.STOPPED);
    stage.days(60);
    assertThat(stage.shelf.askedForChanges()).isFalse();
  }

  @Test
  void aDomainWithoutRepositoriesComesToNothing() throws Exception {
    stage.send(Messages.START, Messages.about(""));

    assertThat(stage.work().orElseThrow()).isInstanceOf(WorkResult.Refused.class);

    assertThat(stage.state.plans(Stage.ACME, 1).getFirst().state()).isEqualTo(PlanState.STOPPED);
  }

  @Test
  void aPackageThatCannotBeListedIsNotTakenForEmpty() throws Exception {
    stage.policy(
        Stage.GENEROUS
            + """
            policies:
              - name: empty
                repositories: { select: { empty: true, unpublished_for: P365D, older_than: P365D } }
            """);
    RepositoryId team = stage.shelf.repository("team");
    stage.shelf.series(team, "widget", 5, 500);
    stage.shelf.faults("ListPackageVersions", Fault.UNAVAILABLE);

    Plan plan = stage.scan();

    assertThat(plan.totals().selectedRepositories()).isZero();
  }

  @Test
  void aPolicyThatSelectsEverythingLeavesOneOfEachPackage() throws Exception {
    RepositoryId team = stage.shelf.repository("team");
    for (int i = 0; i < 10; i++) {
      PackageCoordinates widget = team.packageOf("pypi", "", "widget-" + i);
      for (int j = 1; j <= 5; j++) {
        stage.shelf.publish(widget, j + ".0", 100 * (6 - j));
      }
    }
    assertThat(stage.scan().state()).isEqualTo(PlanState.APPROVED);

    for (int i = 0; i < 10; i++) {
      stage.days(60);
      stage.scan();
    }

    assertThat(stage.shelf.gone()).hasSize(40).noneMatch(name -> name.endsWith("5.0"));
  }

  @Test
  void withoutACopyNothingIsDeletedHoweverLongItTakes() throws Exception {
    stage.shelf.series(stage.shelf.repository("team"), "widget", 3, 100);
    stage.scan();
    stage.days(8);
    stage.copies.lose();

    stage.days(200);

    assertThat(stage.shelf.gone()).isEmpty();
    assertThat(stage.ledger.versions("finding.cleanup-export-lost")).isNotEmpty();
  }
}
