package dev.storekeeper.cleanup.control;

import static org.assertj.core.api.Assertions.assertThat;

import dev.storekeeper.cleanup.plan.Approval;
import dev.storekeeper.cleanup.plan.Consent;
import dev.storekeeper.cleanup.plan.Plan;
import dev.storekeeper.cleanup.plan.PlanState;
import dev.storekeeper.cleanup.plan.Totals;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ApprovePlanTest {
  private static final String ID = "20260301T120000Z-acme-0001";
  private static final String LATER = "20260302T120000Z-acme-0002";
  private static final Totals SOME = new Totals(1, 1, 5, 5, 5000, 100, 0, 0, 9);

  private static Answer approve(Office office, String by) {
    return office.ask(by, "approve", Map.of("plan", ID, "hash", Office.HASH.substring(0, 12)));
  }

  private static Answer approveAll(Office office, String by) {
    return office.ask(by, "approve", Map.of("plan", ID, "hash", Office.HASH, "repositories", true));
  }

  @Test
  void aPersonApprovesAndTheItemsAreMade() throws Exception {
    try (Office office = new Office()) {
      office.waiting(ID);
      assertThat(approve(office, Office.ALICE).outcome()).isEqualTo(Outcome.DONE);
      Plan plan = office.state.plan(ID).orElseThrow();
      assertThat(plan.state()).isEqualTo(PlanState.APPROVED);
      assertThat(plan.approvals())
          .containsExactly(new Approval(Office.ALICE, Office.NOW, Approval.Scope.VERSIONS));
      assertThat(office.sent).containsExactly("seed " + ID);
      assertThat(office.ledger.types()).containsExactly("cleanup.approved");
      assertThat(office.ledger.records().getFirst().data().path("by").asText())
          .isEqualTo(Office.ALICE);
    }
  }

  @Test
  void theSamePersonCountsOnceAndWhatWasLostIsDoneAgain() throws Exception {
    try (Office office = new Office()) {
      office.waiting(ID);
      office.ledger.down(true);
      assertThat(approve(office, Office.ALICE).outcome()).isEqualTo(Outcome.UNAVAILABLE);
      assertThat(office.sent).isEmpty();
      office.ledger.down(false);
      Answer again = approve(office, Office.ALICE);
      assertThat(again.message()).contains("the same person counts once");
      assertThat(office.state.plan(ID).orElseThrow().approvals()).hasSize(1);
      assertThat(office.ledger.types()).containsExactly("cleanup.approved");
      assertThat(office.sent).containsExactly("seed " + ID);
    }
  }

  @Test
  void repositoriesNeedTwoPersons() throws Exception {
    try (Office office = new Office()) {
      office.withRepositories(ID);
      assertThat(approveAll(office, Office.ALICE).message()).contains("wait for 1 more person");
      assertThat(approveAll(office, Office.ALICE).message()).contains("wait for 1 more person");
      String otherRole = "arn:aws:sts::111122223333:assumed-role/Admin/Alice";
      assertThat(approveAll(office, otherRole).message()).contains("wait for 1 more person");
      assertThat(Consent.persons(office.state.plan(ID).orElseThrow(), Approval.Scope.ALL))
          .isEqualTo(1);
      Answer second = approveAll(office, Office.BOB);
      assertThat(second.message()).endsWith("versions and repositories");
      assertThat(second.fields().path("approvals").asInt()).isEqualTo(2);
      assertThat(Consent.persons(office.state.plan(ID).orElseThrow(), Approval.Scope.ALL))
          .isEqualTo(2);
    }
  }

  @Test
  void versionsFirstAndRepositoriesLater() throws Exception {
    try (Office office = new Office()) {
      office.withRepositories(ID);
      approve(office, Office.ALICE);
      Plan plan = office.state.plan(ID).orElseThrow();
      assertThat(Consent.persons(plan, Approval.Scope.ALL)).isZero();
      approveAll(office, Office.ALICE);
      assertThat(office.state.plan(ID).orElseThrow().approvals()).hasSize(2);
    }
  }

  @Test
  void twoApprovalsAtOnceBothCount() throws Exception {
    for (int round = 0; round < 20; round++) {
      try (Office office = new Office();
          ExecutorService threads = Executors.newFixedThreadPool(2)) {
        office.withRepositories(ID);
        List<Callable<Answer>> both =
            List.of(() -> approveAll(office, Office.ALICE), () -> approveAll(office, Office.BOB));
        for (Future<Answer> answer : threads.invokeAll(both)) {
          assertThat(answer.get().outcome()).isEqualTo(Outcome.DONE);
        }
        assertThat(Consent.persons(office.state.plan(ID).orElseThrow(), Approval.Scope.ALL))
            .isEqualTo(2);
        assertThat(office.ledger.types()).containsExactly("cleanup.approved", "cleanup.approved");
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "00abcdabcdab, has another hash",
    "abab, expected at least 12",
    "xyzxyzxyzxyz, expected at least 12",
  })
  void anotherHashIsRefused(String hash, String why) throws Exception {
    try (Office office = new Office()) {
      Plan plan = office.waiting(ID);
      Answer answer = office.ask(Office.ALICE, "approve", Map.of("plan", ID, "hash", hash));
      assertRefused(office, plan, answer, why);
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = PlanState.class,
      names = {"SCANNING", "SUPERSEDED", "CANCELLED", "STOPPED", "EMPTY"})
  void onlyOpenPlansCanBeApproved(PlanState state) throws Exception {
    try (Office office = new Office()) {
      Plan plan = office.plan(ID, state, SOME, Office.NOW);
      assertRefused(office, plan, approve(office, Office.ALICE), "cannot be approved");
    }
  }

  @Test
  void aLookAheadIsNeverApproved() throws Exception {
    try (Office office = new Office()) {
      Plan plan = office.plan(ID, PlanState.WAITING, SOME, Office.NOW.plus(Duration.ofSeconds(1)));
      assertRefused(office, plan, approve(office, Office.ALICE), "can never be approved");
    }
  }

  @ParameterizedTest
  @CsvSource({"WAITING", "EMPTY", "APPROVED"})
  void anOlderPlanIsNotApproved(PlanState newer) throws Exception {
    try (Office office = new Office()) {
      Plan plan = office.waiting(ID);
      office.plan(LATER, newer, SOME, Office.NOW);
      assertRefused(office, plan, approve(office, Office.ALICE), "not the newest");
    }
  }

  @ParameterizedTest
  @CsvSource({"SCANNING", "STOPPED"})
  void aLaterPlanThatIsNotCompleteTakesNothingAway(PlanState newer) throws Exception {
    try (Office office = new Office()) {
      office.waiting(ID);
      office.plan(LATER, newer, SOME, Office.NOW);
      assertThat(approve(office, Office.ALICE).outcome()).isEqualTo(Outcome.DONE);
    }
  }

  @Test
  void aLaterLookAheadTakesNothingAway() throws Exception {
    try (Office office = new Office()) {
      office.waiting(ID);
      office.plan(LATER, PlanState.WAITING, SOME, Office.NOW.plus(Duration.ofDays(10)));
      assertThat(approve(office, Office.ALICE).outcome()).isEqualTo(Outcome.DONE);
    }
  }

  @Test
  void aChangedPolicyIsNotApproved() throws Exception {
    try (Office office = new Office()) {
      Plan made = office.waiting(ID);
      Plan other =
          new Plan(
              ID,
              made.domain(),
              made.asOf(),
              "sha256:other",
              made.state(),
              made.hash(),
              made.totals(),
              List.of(),
              List.of(),
              made.createdAt(),
              made.completedAt(),
              made.note());
      office.state.replace(made, other);
      assertRefused(office, other, approve(office, Office.ALICE), "by another policy");
    }
  }

  @Test
  void theScopeHasToFitThePlan() throws Exception {
    try (Office office = new Office()) {
      Plan plan = office.waiting(ID);
      assertRefused(office, plan, approveAll(office, Office.ALICE), "removes no repositories");
    }
    try (Office office = new Office()) {
      Plan plan =
          office.plan(ID, PlanState.WAITING, new Totals(1, 0, 0, 0, 0, 0, 1, 0, 9), Office.NOW);
      assertRefused(office, plan, approve(office, Office.ALICE), "repositories only");
    }
  }

  @Test
  void aPlanThatGoesByItselfCanBeApprovedForTheRest() throws Exception {
    try (Office office = new Office()) {
      office.plan(ID, PlanState.APPROVED, SOME, Office.NOW);
      assertThat(approve(office, Office.ALICE).outcome()).isEqualTo(Outcome.DONE);
      assertThat(office.state.plan(ID).orElseThrow().approvals()).hasSize(2);
    }
  }

  @Test
  void cancellingTwiceIsCancellingOnce() throws Exception {
    try (Office office = new Office()) {
      office.waiting(ID);
      approve(office, Office.ALICE);
      Answer first = office.ask(Office.BOB, "cancel", Map.of("plan", ID, "reason", "too early"));
      assertThat(first.outcome()).isEqualTo(Outcome.DONE);
      Answer second = office.ask(Office.ALICE, "cancel", Map.of("plan", ID));
      assertThat(second.message()).contains("cancelled by " + Office.BOB + ": too early");
      assertThat(office.state.plan(ID).orElseThrow().state()).isEqualTo(PlanState.CANCELLED);
      assertThat(office.sent).containsExactly("seed " + ID, "wake " + ID, "wake " + ID);
      assertThat(office.ledger.types()).containsExactly("cleanup.approved", "cleanup.cancelled");
      assertThat(approve(office, Office.ALICE).outcome()).isEqualTo(Outcome.REFUSED);
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = PlanState.class,
      names = {"SUPERSEDED", "STOPPED", "EMPTY"})
  void whatIsOverIsNotCancelled(PlanState state) throws Exception {
    try (Office office = new Office()) {
      office.plan(ID, state, SOME, Office.NOW);
      Answer answer = office.ask(Office.ALICE, "cancel", Map.of("plan", ID));
      assertThat(answer.outcome()).isEqualTo(Outcome.REFUSED);
    }
  }

  private static void assertRefused(Office office, Plan plan, Answer answer, String why)
      throws Exception {
    assertThat(answer.message()).contains(why);
    assertThat(answer.outcome()).isIn(Outcome.REFUSED, Outcome.INVALID);
    assertThat(office.state.plan(plan.id())).contains(plan);
    assertThat(office.sent).isEmpty();
    assertThat(office.ledger.records()).isEmpty();
  }
}
