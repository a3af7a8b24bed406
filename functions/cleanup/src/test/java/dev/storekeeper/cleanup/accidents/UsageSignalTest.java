package dev.storekeeper.cleanup.accidents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.storekeeper.cleanup.plan.PlanState;
import dev.storekeeper.cleanup.registry.RepositoryId;
import dev.storekeeper.codeartifact.PackageCoordinates;
import dev.storekeeper.codeartifact.PackageVersion;
import dev.storekeeper.policy.PolicyException;
import dev.storekeeper.usage.Access;
import dev.storekeeper.usage.Coverage;
import dev.storekeeper.usage.DomainPackage;
import dev.storekeeper.usage.Refusal;
import dev.storekeeper.usage.RepositoryCoordinates;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A signal of use that was wrong or absent. */
class UsageSignalTest {
  private static final String POLICY =
      """
      version: 1
      domains: [acme]
      reads: { tracked: %s }
      limits: { items: 100000, percent_of_package: 100, percent_of_repository: 100 }
      policies:
        - name: unread
          versions:
            when: { package: { format: [pypi] } }
            select: { unread_for: P180D }
            keep: { newest: 1 }
            phases: { brown_out: %s }
      """;

  private final Stage stage = new Stage(POLICY.formatted("true", "hold"));
  private final RepositoryId team = stage.shelf.repository("team");
  private final PackageCoordinates widget = stage.shelf.series(team, "widget", 3, 300);

  private void covered() {
    stage.index.cover(
        Coverage.of(Stage.NOW.minus(Duration.ofDays(900)), Stage.NOW.plus(Duration.ofDays(900))));
  }

  private static Access access(int daysAgo, String repository) {
    return new Access(
        Stage.NOW.minus(Duration.ofDays(daysAgo)), repository, "arn:aws:iam::1:role/ci");
  }

  @Test
  void unreadIsRefusedWhereNobodyWatchesReads() {
    assertThatThrownBy(() -> Stage.read(POLICY.formatted("false", "hold")))
        .isInstanceOf(PolicyException.class)
        .hasMessageContaining("reads");
  }

  @Test
  void beforeTheIndexIsWarmNothingCountsAsUnread() throws Exception {
    assertThat(stage.scan().state()).as("nothing is covered").isEqualTo(PlanState.EMPTY);
    stage.clock.advance(Duration.ofMinutes(1));
    stage.index.cover(Coverage.of(Stage.NOW.minus(Duration.ofDays(181)), Stage.NOW));
    assertThat(stage.scan().state()).as("the window is not covered").isEqualTo(PlanState.EMPTY);
    stage.clock.advance(Duration.ofMinutes(1));
    stage.index.cover(
        Coverage.of(Stage.NOW.minus(Duration.ofDays(900)), Stage.NOW.minus(Duration.ofDays(3))));
    assertThat(stage.scan().state()).as("the trail stopped").isEqualTo(PlanState.EMPTY);
    stage.clock.advance(Duration.ofMinutes(1));
    covered();
    assertThat(stage.scan().totals().selected()).isEqualTo(2);
  }

  @Test
  void aTrailThatStopsDuringTheGraceStopsTheDeletion() throws Exception {
    stage.index.cover(
        Coverage.of(Stage.NOW.minus(Duration.ofDays(900)), Stage.NOW.plus(Duration.ofDays(10))));
    stage.approve(stage.scan());

    stage.days(100);

    assertThat(stage.shelf.gone()).isEmpty();
  }

  @Test
  void aReadThroughAnotherRepositoryOfTheDomainCounts() throws Exception {
    covered();
    stage.index.recordRead(DomainPackage.of(widget), "1.0", access(20, "elsewhere"));

    stage.approvedAndDone();

    assertThat(stage.shelf.gone()).containsExactly("team/widget 2.0");
  }

  @Test
  void aReadOfWhichThePackageIsNotKnownCountsForAll() throws Exception {
    covered();
    stage.shelf.repository("downstream", "team");
    stage.index.recordUnattributedRead(
        new RepositoryCoordinates(Stage.ACME.owner(), "acme", "downstream"),
        access(20, "downstream"));

    assertThat(stage.scan().state()).isEqualTo(PlanState.EMPTY);
  }

  @Test
  void aReadAfterTheApprovalKeepsIt() throws Exception {
    covered();
    stage.approve(stage.scan());
    stage.index.recordRead(DomainPackage.of(widget), "1.0", access(0, "team"));

    stage.days(60);

    assertThat(stage.shelf.gone()).containsExactly("team/widget 2.0");
    assertThat(stage.shelf.touched()).containsExactly("team/widget 2.0");
  }

  @Test
  void whatIsMissedWhileItIsArchivedIsNotDeleted() throws Exception {
    covered();
    stage.approve(stage.scan());
    stage.days(8);
    stage.index.recordRefused(
        DomainPackage.of(widget), "1.0", new Refusal(access(-8, "team"), "ResourceNotFound"));

    stage.days(60);

    assertThat(stage.shelf.gone()).containsExactly("team/widget 2.0");
    assertThat(stage.state.holds(Stage.ACME)).hasSize(1);
    assertThat(stage.ledger.versions("finding.cleanup-brown-out"))
        .containsExactly("team/widget 1.0");
  }

  @Test
  void whatIsMissedWhileItIsArchivedComesBackIfThePolicySaysSo() throws Exception {
    stage.policy(POLICY.formatted("true", "restore"));
    covered();
    stage.approve(stage.scan());
    stage.days(8);
    stage.index.recordRefused(
        DomainPackage.of(widget), "1.0", new Refusal(access(-8, "team"), "ResourceNotFound"));

    stage.days(2);

    assertThat(stage.shelf.registry.status(new PackageVersion(widget, "1.0")))
        .contains("Published");
  }
}
