package dev.storekeeper.cleanup.scan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.storekeeper.cleanup.plan.Plan;
import dev.storekeeper.cleanup.plan.PlanState;
import dev.storekeeper.cleanup.plan.Row;
import dev.storekeeper.cleanup.registry.RegistryFaults.Fault;
import dev.storekeeper.cleanup.registry.RepositoryId;
import dev.storekeeper.cleanup.rules.PolicyRules;
import dev.storekeeper.codeartifact.OriginType;
import dev.storekeeper.codeartifact.PackageCoordinates;
import dev.storekeeper.codeartifact.PackageVersion;
import dev.storekeeper.policy.PolicyFile;
import dev.storekeeper.retention.CleanupPolicy;
import dev.storekeeper.retention.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

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
    use(POLICY);
  }

  private void use(String policy) {
    world.use(new PolicyRules(CleanupPolicy.read(PolicyFile.of("cleanup.yaml", policy))));
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
  void aProtectedDistTagStaysAndIsAskedForWhereSomethingWouldGo() throws Exception {
    protectDistTags();
    PackageCoordinates tagged = npm("tagged");
    world.registry.distTag(new PackageVersion(tagged, "3.0.0"), "next");
    world.registry.distTag(new PackageVersion(tagged, "2.0.0"), "old");
    npm("untagged", 1);
    PackageCoordinates young = npm("young", 1);
    world.registry.distTag(new PackageVersion(young, "1.0.0"), "next");

    assertThat(selected()).containsExactly("1.0.0", "2.0.0", "4.0.0");
    assertThat(world.registry.calls().byOperation().get("ReadFromRepository")).isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource(
      value = Fault.class,
      names = {"DENIED", "UNAVAILABLE"})
  void unknownDistTagsKeepWhatTheyMayProtect(Fault fault) throws Exception {
    protectDistTags();
    npm("tagged");
    RepositoryId team = world.repository("team");
    for (int i = 0; i < 100; i++) {
      releases(team, "widget-" + i, 2, 200);
    }
    world.registry.faults(
        (operation, _) -> operation.equals("ReadFromRepository") ? fault : Fault.NONE);

    assertThat(world.scan().state()).isEqualTo(PlanState.APPROVED);
    assertThat(selected()).doesNotContain("1.0.0").contains("1.0");
  }

  @Test
  void npmKnowsNoDistTagsOnlyWhereItSeesNoVersion() throws Exception {
    protectDistTags();
    PackageCoordinates hidden = npm("hidden");
    PackageCoordinates partly = npm("partly");
    for (int i = 1; i <= 5; i++) {
      world.registry.become(new PackageVersion(hidden, i + ".0.0"), "Archived");
      if (i < 5) {
        world.registry.become(new PackageVersion(partly, i + ".0.0"), "Archived");
      }
    }

    assertThat(selectedOf("hidden")).containsExactly("1.0.0", "2.0.0", "3.0.0", "4.0.0");
    assertThat(selectedOf("partly")).isEmpty();
  }

  private void protectDistTags() {
    use(
        """
        version: 1
        domains: [acme]
        limits:
          { items: 100000, percent_of_package: 100, percent_of_repository: 100, remaining_versions: 0 }
        protect:
          - { name: next, when: { version: { dist_tags: [next] } } }
        policies:
          - name: old
            mode: enforce
            versions:
              when: { package: { format: [npm, pypi] } }
              select: { published_older_than: P180D, statuses: [Published, Archived] }
              keep: { newest: 1 }
        """);
  }

  /** Versions 1.0.0 to 5.0.0, each a year younger than the one before. */
  private PackageCoordinates npm(String name) {
    return npm(name, 5);
  }

  private PackageCoordinates npm(String name, int count) {
    PackageCoordinates coordinates = world.repository("team").packageOf("npm", "acme", name);
    for (int i = 1; i <= count; i++) {
      world.registry.publish(
          new PackageVersion(coordinates, i + ".0.0"),
          "Published",
          OriginType.INTERNAL,
          World.NOW.minus(Duration.ofDays(365L * (6 - i))),
          100);
    }
    return coordinates;
  }

  private List<String> selected() throws Exception {
    return selectedOf("");
  }

  /** The versions that go, of all packages or of one. */
  private List<String> selectedOf(String name) throws Exception {
    return world.rows(world.scan()).stream()
        .filter(Row::isSelected)
        .filter(row -> name.isEmpty() || row.version().coordinates().name().equals(name))
        .map(row -> row.version().version())
        .sorted()
        .toList();
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
