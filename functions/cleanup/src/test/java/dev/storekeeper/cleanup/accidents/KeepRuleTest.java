package dev.storekeeper.cleanup.accidents;

import static org.assertj.core.api.Assertions.assertThat;

import dev.storekeeper.cleanup.plan.Plan;
import dev.storekeeper.cleanup.plan.PlanState;
import dev.storekeeper.cleanup.registry.RepositoryId;
import dev.storekeeper.codeartifact.PackageCoordinates;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A filter or a keep rule that was not applied, and a count of the newest that was wrong. */
class KeepRuleTest {
  private static Stage stage(String keep) {
    return new Stage(
        Stage.GENEROUS
            + """
            protect:
              - name: blessed
                when: { version: { version: ["1.0"] } }
            policies:
              - name: old
                versions:
                  when: { package: { format: [pypi, maven, npm] } }
                  select: { published_older_than: P180D }
                  keep: %s
            """
                .formatted(keep));
  }

  @Test
  void keepThreeKeepsThreeAlsoWhereEverythingIsOld() throws Exception {
    Stage stage = stage("{ newest: 3 }");
    PackageCoordinates widget = stage.shelf.repository("team").packageOf("pypi", "", "widget");
    for (int i = 2; i < 12; i++) {
      stage.shelf.publish(widget, i + ".0", 900 - i);
    }

    stage.approvedAndDone();

    assertThat(stage.shelf.gone())
        .hasSize(7)
        .doesNotContain("team/widget 11.0", "team/widget 10.0", "team/widget 9.0");
  }

  @Test
  void aProtectionHoldsWhateverSelects() throws Exception {
    Stage stage = stage("{ newest: 1 }");
    stage.shelf.series(stage.shelf.repository("team"), "widget", 5, 200);

    stage.approvedAndDone();

    assertThat(stage.shelf.gone())
        .containsExactly("team/widget 4.0", "team/widget 3.0", "team/widget 2.0");
  }

  @Test
  void aProtectionThatIsAddedAfterTheApprovalHoldsToo() throws Exception {
    Stage stage = stage("{ newest: 2 }");
    stage.shelf.series(stage.shelf.repository("team"), "widget", 5, 200);
    stage.approve(stage.scan());
    stage.days(10);
    assertThat(stage.shelf.touched()).hasSize(2);

    stage.policy(
        Stage.GENEROUS
            + """
            protect:
              - { name: all, when: { package: { name: [widget] } } }
            policies:
              - name: old
                versions:
                  when: { package: { format: [pypi, maven, npm] } }
                  select: { published_older_than: P180D }
                  keep: { newest: 2 }
            """);
    stage.days(60);

    assertThat(stage.shelf.touched()).isEmpty();
  }

  @Test
  void aMissingTagDoesNotMatchAPolicyAboutTags() throws Exception {
    Stage stage =
        new Stage(
            Stage.GENEROUS
                + """
                policies:
                  - name: scratch
                    versions:
                      when:
                        package: { format: [pypi] }
                        repository: { tags: { purpose: [scratch] } }
                      select: { published_older_than: P180D }
                """);
    stage.shelf.series(stage.shelf.repository("untagged"), "widget", 4, 200);
    stage.shelf.series(
        stage.shelf.repository("other", Map.of("purpose", "releases")), "widget", 4, 200);
    stage.shelf.series(
        stage.shelf.repository("scratch", Map.of("purpose", "scratch")), "widget", 4, 200);

    stage.approvedAndDone();

    assertThat(stage.shelf.gone()).hasSize(3).allMatch(name -> name.startsWith("scratch/"));
  }

  @Test
  void theNewestAreNewestByOrderAndNotByText() throws Exception {
    Stage stage = stage("{ newest: 2, latest_published: 0 }");
    PackageCoordinates ui = stage.shelf.repository("team").packageOf("npm", "", "ui");
    for (String version : List.of("1.9.0", "1.10.0", "1.2.0", "1.11.0", "1.8.0")) {
      stage.shelf.publish(ui, version, 500);
    }

    stage.approvedAndDone();

    assertThat(stage.shelf.gone())
        .doesNotContain("team/ui 1.10.0", "team/ui 1.11.0")
        .contains("team/ui 1.2.0");
  }

  @Test
  void aPatchOfAnOldLineDoesNotPushOutTheNewest() throws Exception {
    Stage stage = stage("{ newest: 1, latest_published: 0 }");
    PackageCoordinates widget = stage.shelf.repository("team").packageOf("pypi", "", "widget");
    stage.shelf.publish(widget, "3.0", 600);
    stage.shelf.publish(widget, "2.0.1", 200);
    stage.shelf.publish(widget, "2.0.2", 190);

    stage.approvedAndDone();

    assertThat(stage.shelf.gone()).containsExactly("team/widget 2.0.1", "team/widget 2.0.2");
  }

  @Test
  void eachRepositoryAndEachPackageHasItsOwnNewest() throws Exception {
    Stage stage = stage("{ newest: 2 }");
    for (String repository : List.of("team", "other")) {
      RepositoryId id = stage.shelf.repository(repository);
      stage.shelf.series(id, "widget", 4, 300);
      stage.shelf.series(id, "gadget", 4, 300);
    }

    stage.approvedAndDone();

    assertThat(stage.shelf.gone())
        .containsExactlyInAnyOrder(
            "team/widget 2.0", "team/gadget 2.0", "other/widget 2.0", "other/gadget 2.0");
  }

  @Test
  void theNewestAreCountedOverAllVersionsAndNotOverThoseThatMayGo() throws Exception {
    Stage stage = stage("{ newest: 3 }");
    PackageCoordinates widget = stage.shelf.repository("team").packageOf("pypi", "", "widget");
    stage.shelf.publish(widget, "5.0", 1);
    stage.shelf.publish(widget, "4.0", 400);
    stage.shelf.publish(widget, "3.0", 500);
    stage.shelf.publish(widget, "2.0", 600);

    stage.approvedAndDone();

    assertThat(stage.shelf.gone()).containsExactly("team/widget 2.0");
  }

  @Test
  void whatIsArchivedDoesNotEatThePlacesOfAllThatPeopleSee() throws Exception {
    Stage stage = stage("{ newest: 2 }");
    PackageCoordinates widget = stage.shelf.repository("team").packageOf("pypi", "", "widget");
    for (String version : List.of("5.0", "4.0")) {
      stage.shelf.registry.become(stage.shelf.publish(widget, version, 400), "Archived");
    }
    stage.shelf.publish(widget, "3.0", 500);

    Plan plan = stage.scan();

    assertThat(plan.state()).isEqualTo(PlanState.EMPTY);
  }

  @Test
  void somethingOfEachPackageStaysEvenWithoutAKeepRule() throws Exception {
    Stage stage = stage("{ latest_published: 0 }");
    PackageCoordinates widget = stage.shelf.repository("team").packageOf("pypi", "", "widget");
    stage.shelf.publish(widget, "3.0", 400);
    stage.shelf.publish(widget, "2.0", 500);

    stage.approvedAndDone();

    assertThat(stage.shelf.gone()).containsExactly("team/widget 2.0");
  }
}
