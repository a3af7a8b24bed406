package dev.storekeeper.cleanup.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.storekeeper.cleanup.plan.Approval;
import dev.storekeeper.cleanup.plan.Plan;
import dev.storekeeper.cleanup.plan.PlanState;
import dev.storekeeper.cleanup.plan.Totals;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScheduleTest {
  private static final Plan PLAN = Fixture.plan("now", Totals.NONE);

  private final FakePolicy policy = new FakePolicy();

  @ParameterizedTest
  @CsvSource({
    "old,       Published,            ,           2026-03-08, 2026-04-07",
    "old,       Unlisted,             ,           2026-03-08, 2026-04-07",
    "old,       Archived,             ,                     , 2026-03-08",
    "snapshots, Published,  2026-03-03,           2026-03-08, 2026-03-13",
    "snapshots, Unfinished, 2026-03-03,           2026-03-08, 2026-03-13",
    "snapshots, Unlisted,             ,           2026-03-03, 2026-03-13"
  })
  void theDatesFollowThePhases(
      String name, String status, String unlisted, String archived, String deleted) {
    RemovalDates dates = new Schedule(PLAN, policy).of(name, status).orElseThrow();

    assertThat(dates.unlisted().map(Quantities::day)).isEqualTo(Optional.ofNullable(unlisted));
    assertThat(dates.archived().map(Quantities::day)).isEqualTo(Optional.ofNullable(archived));
    assertThat(Quantities.day(dates.deleted())).isEqualTo(deleted);
  }

  @Test
  void anApprovalAfterTheNoticeMovesThemBack() {
    Approval late =
        new Approval("someone", Instant.parse("2026-03-20T12:00:00Z"), Approval.Scope.VERSIONS);
    Plan approved = Fixture.in(PlanState.APPROVED, PLAN, List.of(late), "");

    assertThat(new Schedule(approved, policy).of("old", "Published"))
        .contains(
            new RemovalDates(
                Optional.empty(), Optional.of(late.at()), Instant.parse("2026-04-19T12:00:00Z")));
  }

  @Test
  void aFreezeMovesThemToItsEnd() {
    policy.freezeFrom = Optional.of(Instant.parse("2026-03-07T00:00:00Z"));
    policy.freezeUntil = Optional.of(Instant.parse("2026-03-10T00:00:00Z"));

    assertThat(new Schedule(PLAN, policy).of("old", "Published"))
        .contains(
            new RemovalDates(
                Optional.empty(), policy.freezeUntil, Instant.parse("2026-04-09T00:00:00Z")));
  }

  @Test
  void aPolicyThatIsGoneHasNone() {
    assertThat(new Schedule(PLAN, policy).of("gone", "Published")).isEmpty();
  }
}
