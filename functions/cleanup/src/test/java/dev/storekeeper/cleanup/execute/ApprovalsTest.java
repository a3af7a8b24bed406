package dev.storekeeper.cleanup.execute;

import static org.assertj.core.api.Assertions.assertThat;

import dev.storekeeper.cleanup.item.Item;
import dev.storekeeper.cleanup.plan.Approval;
import dev.storekeeper.cleanup.plan.Plan;
import dev.storekeeper.cleanup.plan.PlanState;
import dev.storekeeper.cleanup.rules.PolicyRules;
import dev.storekeeper.cleanup.state.InMemoryState;
import dev.storekeeper.cleanup.state.Samples;
import dev.storekeeper.policy.PolicyFile;
import dev.storekeeper.retention.CleanupPolicy;
import dev.storekeeper.retention.Outcome;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ApprovalsTest {
  private static final String POLICY =
      """
      version: 1
      domains: [acme]
      policies:
        - name: old
          mode: MODE
          versions: { when: { package: { format: [pypi] } }, select: { published_older_than: P9D } }
      """;

  private final InMemoryState state = new InMemoryState();
  private final Item item = Samples.item("1.0");

  private Approvals approvals(String mode) {
    return new Approvals(
        state,
        new PolicyRules(
            CleanupPolicy.read(PolicyFile.of("cleanup.yaml", POLICY.replace("MODE", mode)))));
  }

  private void plan(PlanState planState, Approval.Scope scope) throws Exception {
    Plan plan = Samples.plan(item.plan());
    state.create(
        new Plan(
            plan.id(),
            plan.domain(),
            plan.asOf(),
            plan.policyRevision(),
            planState,
            plan.hash(),
            plan.totals(),
            plan.overLimits(),
            List.of(new Approval("arn:me", Samples.NOW, scope)),
            plan.createdAt(),
            plan.completedAt(),
            plan.note()));
  }

  @Test
  void aPlanThatIsGoneConsentsToNothing() throws Exception {
    assertThat(approvals("plan").withdrawn(item)).contains("plan " + item.plan() + " is gone");
    assertThat(approvals("plan").covering(item)).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(PlanState.class)
  void onlyAnApprovedPlanIsGood(PlanState planState) throws Exception {
    plan(planState, Approval.Scope.VERSIONS);

    assertThat(approvals("plan").withdrawn(item).isEmpty())
        .isEqualTo(planState == PlanState.APPROVED);
    assertThat(approvals("plan").isAutomatic(item)).isFalse();
  }

  @Test
  void whatThePolicyApprovedIsGoodWhileItActsByItself() throws Exception {
    plan(PlanState.APPROVED, Approval.Scope.ENFORCED);

    assertThat(approvals("enforce").withdrawn(item)).isEmpty();
    assertThat(approvals("enforce").isAutomatic(item)).isTrue();
    assertThat(approvals("plan").withdrawn(item)).isPresent();
    assertThat(approvals("\"off\"").withdrawn(item)).isPresent();
  }

  @Test
  void whatNothingWasDecidedAboutIsNotKnown() {
    Inspection nothing = new Inspection(Map.of(), Map.of(), Map.of(), Map.of());

    assertThat(nothing.decision("1.0"))
        .isInstanceOfSatisfying(
            Outcome.Kept.class, kept -> assertThat(kept.why()).isEqualTo(Outcome.Why.UNKNOWN));
  }
}
