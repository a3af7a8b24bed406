package dev.storekeeper.cleanup.accidents;

import static org.assertj.core.api.Assertions.assertThat;

import dev.storekeeper.cleanup.item.ItemState;
import dev.storekeeper.cleanup.plan.PlanState;
import dev.storekeeper.cleanup.registry.RegistryFaults.Fault;
import dev.storekeeper.cleanup.registry.RepositoryId;
import dev.storekeeper.codeartifact.PackageCoordinates;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Releases that were taken for prereleases, and versions of which a part was deleted. */
class VersionShapeTest {
  private static final String POLICY =
      Stage.GENEROUS
          + """
          policies:
            - name: prereleases
              versions:
                when: { package: { format: [maven, npm, pypi] } }
                select: { prerelease: true, published_older_than: P30D }
                keep: { latest_published: 0 }
                phases: { export: all }
          """;

  private final Stage stage = new Stage(POLICY);
  private final RepositoryId team = stage.shelf.repository("team");

  @ParameterizedTest
  @CsvSource({
    "maven, 1.0.0.Final",
    "maven, 33.0-jre",
    "maven, 33.0-android",
    "maven, 1.0.0.RELEASE",
    "maven, 2.0-ga",
    "maven, 1.0.0-sp1",
    "npm, 1.0.0+build.5",
    "npm, 0.0.1",
    "pypi, 1.0.post1",
    "pypi, 2024.1",
    "pypi, 1.0+local.1",
    "npm, v1.2.0",
    "pypi, release-of-may"
  })
  void aReleaseIsNotTakenForAPrerelease(String format, String version) throws Exception {
    PackageCoordinates core =
        team.packageOf(format, format.equals("maven") ? "com.acme" : "", "core");
    stage.shelf.publish(core, version, 400);
    stage.shelf.publish(core, "3.0.0", 300);
    stage.shelf.publish(core, "4.0.0", 1);

    assertThat(stage.scan().state()).isEqualTo(PlanState.EMPTY);
  }

  @Test
  void ofASnapshotAndItsNewestBuildBothStayOrNone() throws Exception {
    PackageCoordinates core = team.packageOf("maven", "com.acme", "core");
    stage.shelf.publish(core, "1.0-20260220.101010-2", 9);
    stage.shelf.publish(core, "0.9", 20);
    stage.shelf.publish(core, "1.0-20250101.101010-1", 400);
    stage.shelf.publish(core, "1.0-SNAPSHOT", 410);

    stage.approvedAndDone();

    assertThat(stage.shelf.gone()).containsExactly("team/core 1.0-20250101.101010-1");
  }

  @Test
  void aDeletionWhoseAnswerIsLostLeavesNothingHalfDone() throws Exception {
    PackageCoordinates widget = team.packageOf("pypi", "", "widget");
    stage.shelf.publish(widget, "2.0", 1);
    stage.shelf.publish(widget, "2.0rc1", 100);
    stage.shelf.publish(widget, "2.0rc2", 99);
    stage.approve(stage.scan());
    stage.shelf.faults("DeletePackageVersions", Fault.LOST_ANSWER);
    stage.days(30);
    stage.shelf.faultsEnd();

    stage.days(5);

    assertThat(stage.shelf.gone()).containsExactly("team/widget 2.0rc1", "team/widget 2.0rc2");
    assertThat(stage.ledger.versions("cleanup.deleted"))
        .containsExactlyInAnyOrder("team/widget 2.0rc1", "team/widget 2.0rc2");
    assertThat(stage.state.items(widget)).allMatch(item -> item.state() == ItemState.DELETED);
  }

  @Test
  void aVersionThatGrewAnAssetIsNotDeletedWithoutIt() throws Exception {
    PackageCoordinates widget = team.packageOf("pypi", "", "widget");
    stage.shelf.publish(widget, "2.0", 1);
    stage.shelf.publish(widget, "2.0rc1", 100);
    stage.approve(stage.scan());
    stage.days(5);
    stage.shelf.publish(widget, "2.0rc1", 0);

    stage.days(60);

    assertThat(stage.shelf.touched()).isEmpty();
  }
}
