package dev.storekeeper.cleanup.accidents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.storekeeper.cleanup.plan.Manifest;
import dev.storekeeper.cleanup.plan.Plan;
import dev.storekeeper.cleanup.registry.RepositoryId;
import dev.storekeeper.codeartifact.PackageCoordinates;
import dev.storekeeper.codeartifact.PackageVersion;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A run that did something else than its preview said. */
class DifferentRunTest {
  private static final String POLICY =
      Stage.GENEROUS
          + """
          policies:
            - name: old
              versions:
                when: { package: { format: [pypi] } }
                select: { published_older_than: P%dD }
                keep: { newest: 2 }
          """;

  private final Stage stage = new Stage(POLICY.formatted(180));
  private final RepositoryId team = stage.shelf.repository("team");

  @Test
  void theRunDeletesNothingThatThePlanDoesNotName() throws Exception {
    stage.shelf.series(team, "widget", 12, 20);
    Plan plan = stage.scan();
    List<String> planned =
        stage.selected(plan).stream().map(row -> Stage.name(row.version())).toList();
    assertThat(planned).isNotEmpty();
    stage.approve(plan);
    stage.shelf.series(team, "gadget", 5, 300);

    stage.days(300);

    assertThat(stage.shelf.gone()).containsExactlyInAnyOrderElementsOf(planned);
  }

  @Test
  void whatChangedSinceThePlanStays() throws Exception {
    PackageCoordinates widget = stage.shelf.series(team, "widget", 4, 100);
    stage.approve(stage.scan());
    stage.shelf.publish(widget, "1.0", 500);

    stage.days(60);

    assertThat(stage.shelf.gone()).containsExactly("team/widget 2.0");
    assertThat(stage.ledger.reasons("cleanup.kept"))
        .containsExactly("it was changed after the plan");
  }

  @Test
  void whatTheRunWouldDecideOtherwiseStays() throws Exception {
    PackageCoordinates widget = stage.shelf.series(team, "widget", 4, 100);
    stage.approve(stage.scan());
    stage.shelf.registry.become(new PackageVersion(widget, "4.0"), "Deleted");
    stage.shelf.registry.become(new PackageVersion(widget, "3.0"), "Deleted");

    stage.days(60);

    assertThat(stage.shelf.gone()).as("they are the newest now").isEmpty();
  }

  @Test
  void rowsThatSomebodyReplacedAreNotCarriedOut() throws Exception {
    stage.shelf.series(team, "widget", 4, 100);
    Plan plan = stage.scan();
    String chunk =
        Manifest.read(stage.bucket, plan.id()).repositories().getFirst().chunks().getFirst().key();
    stage.bucket.put(chunk, new byte[] {1}, "application/gzip");

    assertThatThrownBy(() -> stage.approve(plan)).isInstanceOf(IOException.class);

    stage.days(60);
    assertThat(stage.shelf.askedForChanges()).isFalse();
  }

  @Test
  void aManifestThatSomebodyReplacedIsNotCarriedOut() throws Exception {
    stage.shelf.series(team, "widget", 4, 100);
    Plan plan = stage.scan();
    Manifest manifest = Manifest.read(stage.bucket, plan.id());
    new Manifest(plan.id(), "sha256:other", manifest.repositories(), manifest.policies())
        .write(stage.bucket);

    stage.approve(plan);
    stage.days(60);

    assertThat(stage.shelf.askedForChanges()).isFalse();
  }

  @Test
  void anEditOfThePolicyBeforeTheRunCallsItOff() throws Exception {
    stage.shelf.series(team, "widget", 4, 100);
    Plan plan = stage.scan();
    stage.policy(POLICY.formatted(90));

    stage.approve(plan);
    stage.days(60);

    assertThat(stage.shelf.askedForChanges()).isFalse();
  }

  @Test
  void anEditOfThePolicyDuringTheRunGivesBackWhatIsUnderWay() throws Exception {
    stage.shelf.series(team, "widget", 4, 100);
    stage.approve(stage.scan());
    stage.days(10);
    assertThat(stage.shelf.touched()).hasSize(2);
    stage.policy(POLICY.formatted(90));

    stage.days(60);

    assertThat(stage.shelf.touched()).isEmpty();
  }

  @Test
  void anApprovalThatIsTakenBackGivesBackWhatIsUnderWay() throws Exception {
    stage.shelf.series(team, "widget", 4, 100);
    Plan approved = stage.approve(stage.scan());
    stage.days(10);

    stage.cancel(approved);
    stage.days(60);

    assertThat(stage.shelf.touched()).isEmpty();
  }
}
