package dev.storekeeper.cleanup.scan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.storekeeper.cleanup.plan.Plan;
import dev.storekeeper.cleanup.plan.PlanState;
import dev.storekeeper.cleanup.plan.Row;
import dev.storekeeper.cleanup.registry.RegistryFaults.Fault;
import dev.storekeeper.cleanup.registry.RepositoryId;
import dev.storekeeper.cleanup.rules.PolicyRules;
import dev.storekeeper.codeartifact.OriginType;
import dev.storekeeper.policy.PolicyFile;
import dev.storekeeper.retention.CleanupPolicy;
import dev.storekeeper.retention.Outcome;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The scan with a policy as a person writes it. */
class RealPolicyTest {
  private static final String POLICY =
      """
      version: 1
      domains: [acme]
      limits: { items: 100000, percent_of_package: 100, percent_of_repository: 100 }
      protect:
        - name: legal-hold
          when: { repository: { tags: { legal-hold: [{ exists: true }] } } }
      policies:
        - name: old
          mode: enforce
          versions:
            when: { package: { format: [pypi] } }
            select: { published_older_than: P180D }
            keep: { newest: 3 }
        - name: large
          versions:
            when: { package: { format: [pypi] } }
            select: { published_older_than: P30D, larger_than: 1MB }
            keep: { newest: 3 }
        - name: abandoned
          repositories:
            select: { unpublished_for: P365D, older_than: P30D, empty: true }
      """;

  private final World world = new World();

  RealPolicyTest() {
    world.use(new PolicyRules(CleanupPolicy.read(PolicyFile.of("cleanup.yaml", POLICY))));
  }

  @Test
  void everySelectedVersionIsOldAndNotAmongTheNewest() throws Exception {
    Random random = new Random(3);
    RepositoryId team = world.repository("team");
    RepositoryId held = world.repository("held", Map.of("legal-hold", "case-7"));
    for (int i = 0; i < 20; i++) {
      releases(team, "widget-" + i, random.nextInt(1, 60), random.nextInt(1, 40));
      releases(held, "widget-" + i, random.nextInt(1, 60), random.nextInt(1, 40));
    }

    Plan plan = world.scan();

    assertThat(plan.state()).as("%s", plan.note()).isEqualTo(PlanState.APPROVED);
    List<Row> selected = world.rows(plan).stream().filter(Row::isSelected).toList();
    assertThat(selected)
        .isNotEmpty()
        .allMatch(row ->
            row.version().coordinates().repository().equals("team")
                && row.outcome()
                    .equals(
                        new Outcome.Selected("old", ((Outcome.Selected) row.outcome()).reason())));
    assertThat(plan.totals().selected()).isEqualTo(selected.size());
  }

  @Test
  void theBoundaryTakesFewQuestions() throws Exception {
    releases(world.repository("team"), "widget", 1000, 1);

    Plan plan = world.scan();

    assertThat(plan.totals().selected()).isEqualTo(820);
    assertThat(world.registry.calls().byOperation().get("DescribePackageVersion"))
        .isLessThanOrEqualTo(2 * (2 * 10 + 2));
  }

  @Test
  void sizesAreAskedOnlyWhereTheyMatter() throws Exception {
    RepositoryId team = world.repository("team");
    for (int i = 0; i < 10; i++) {
      world.publish(
          team, "widget", (10 - i) + ".0", i * 15, OriginType.INTERNAL, i % 2 == 0 ? 2_000_000 : 1);
    }

    Plan plan = world.scan();

    assertThat(world.rows(plan))
        .filteredOn(Row::isSelected)
        .extracting(row -> row.version().version())
        .containsExactly("6.0", "4.0", "2.0");
    assertThat(world.registry.calls().byOperation().get("ListPackageVersionAssets")).isEqualTo(7);
  }

  @Test
  void unknownTagsKeepEverything() throws Exception {
    RepositoryId team = world.repository("team");
    for (int i = 0; i < 100; i++) {
      releases(team, "widget-" + i, 20, 30);
    }
    world.registry.faults(
        (operation, _) -> operation.equals("ListTagsForResource") ? Fault.DENIED : Fault.NONE);

    Plan plan = world.scan();

    assertThat(plan.state()).isEqualTo(PlanState.EMPTY);
    assertThat(world.rows(plan).getLast().outcome())
        .isInstanceOfSatisfying(
            Outcome.Kept.class, kept -> assertThat(kept.why()).isEqualTo(Outcome.Why.UNKNOWN));
  }

  @Test
  void anEmptyRepositoryThatNobodyNeedsIsSelected() throws Exception {
    releases(world.repository("team", "shared"), "widget", 2, 1);
    world.repository("shared");
    world.repository("forgotten");

    assertThat(world.scan().totals().selectedRepositories()).isEqualTo(1);
  }

  /** Releases 1.0, 2.0 ... of which the last is from today. */
  private void releases(RepositoryId repository, String name, int count, int days) {
    for (int i = 0; i < count; i++) {
      world.publish(repository, name, (count - i) + ".0", i * days);
    }
  }
}
