package dev.storekeeper.cleanup.scan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.storekeeper.cleanup.plan.PlanState;
import dev.storekeeper.cleanup.registry.RepositoryId;
import dev.storekeeper.cleanup.rules.PolicyRules;
import dev.storekeeper.codeartifact.PackageVersion;
import dev.storekeeper.policy.PolicyFile;
import dev.storekeeper.retention.CleanupPolicy;
import dev.storekeeper.retention.Explanation;
import dev.storekeeper.retention.Outcome;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class RepositoryExplainerTest {
  private static final String TEXT =
      """
      version: 1
      domains: [acme]
      policies:
        - name: emptied
          repositories:
            select: { empty: true, unpublished_for: P180D, older_than: P180D }
      """;
  private static final CleanupPolicy POLICY =
      CleanupPolicy.read(PolicyFile.of("cleanup.yaml", TEXT));
  private final World world = new World();
  private RepositoryId emptied = new RepositoryId(World.ACME, "emptied");

  @BeforeEach
  void repository() {
    world.use(new PolicyRules(POLICY));
    emptied = world.repository("emptied");
  }

  @Test
  void whatAPlanFoundOfPublicationsDecides() throws Exception {
    assertThat(world.scan().state()).isEqualTo(PlanState.WAITING);
    Explanation explanation = explain(emptied).orElseThrow();
    assertThat(explanation.outcome()).isInstanceOf(Outcome.Selected.class);
    assertThat(explanation.steps()).isNotEmpty();
  }

  @Test
  void beforeAPlanAskedItIsNotSaidThatNothingWasPublished() throws Exception {
    assertThat(explain(emptied).orElseThrow().outcome())
        .isInstanceOfSatisfying(
            Outcome.Kept.class,
            kept -> {
              assertThat(kept.why()).isEqualTo(Outcome.Why.UNKNOWN);
              assertThat(kept.reason()).contains("no plan has asked yet");
            });
  }

  @Test
  void aPlanThatHadNoReasonToAskSaysNothing() throws Exception {
    RepositoryId downstream = world.repository("downstream", "emptied");
    world.scan();
    world.registry.remove(downstream);
    assertThat(explain(emptied).orElseThrow().outcome())
        .isInstanceOfSatisfying(
            Outcome.Kept.class, kept -> assertThat(kept.why()).isEqualTo(Outcome.Why.UNKNOWN));
  }

  @Test
  void aPlanOfAnotherPolicySaysNothing() throws Exception {
    world.scan();
    CleanupPolicy other =
        CleanupPolicy.read(PolicyFile.of("cleanup.yaml", TEXT + "limits: { items: 7 }\n"));
    assertThat(explain(emptied, other).orElseThrow().outcome())
        .isInstanceOfSatisfying(
            Outcome.Kept.class, kept -> assertThat(kept.why()).isEqualTo(Outcome.Why.UNKNOWN));
  }

  @Test
  void aPublishSinceThePlanKeepsIt() throws Exception {
    world.scan();
    world.index.recordPublished(
        new PackageVersion(emptied.packageOf("pypi", "", "new"), "1"),
        World.NOW,
        Optional.empty(),
        Optional.empty());
    assertThat(explain(emptied).orElseThrow().outcome())
        .isInstanceOfSatisfying(
            Outcome.Kept.class, kept -> assertThat(kept.why()).isEqualTo(Outcome.Why.NOT_SELECTED));
  }

  @Test
  void whatIsNotThereIsAbsent() throws Exception {
    assertThat(explain(new RepositoryId(World.ACME, "other"))).isEmpty();
  }

  private Optional<Explanation> explain(RepositoryId repository) throws Exception {
    return explain(repository, POLICY);
  }

  private Optional<Explanation> explain(RepositoryId repository, CleanupPolicy policy)
      throws Exception {
    return new RepositoryExplainer(
            world.state,
            world.bucket,
            new LiveRepositoryFacts(world.registry, world.usage(), world.index),
            new PolicyRules(policy),
            policy)
        .explain(repository, world.clock.instant());
  }
}
