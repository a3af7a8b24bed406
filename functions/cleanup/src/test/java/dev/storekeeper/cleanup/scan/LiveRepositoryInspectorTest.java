package dev.storekeeper.cleanup.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.storekeeper.cleanup.plan.Approval;
import dev.storekeeper.cleanup.plan.Plan;
import dev.storekeeper.cleanup.plan.PlanState;
import dev.storekeeper.cleanup.registry.FakeRepositoryRegistry;
import dev.storekeeper.cleanup.registry.RegistryException;
import dev.storekeeper.cleanup.registry.RegistryFaults.Fault;
import dev.storekeeper.cleanup.registry.RepositoryId;
import dev.storekeeper.cleanup.repository.PlannedRepositories;
import dev.storekeeper.cleanup.repository.RepositoryInspection;
import dev.storekeeper.cleanup.repository.RepositoryItem;
import dev.storekeeper.cleanup.repository.RepositoryItems;
import dev.storekeeper.cleanup.repository.RepositoryRules;
import dev.storekeeper.cleanup.repository.RepositoryState;
import dev.storekeeper.cleanup.repository.RepositoryTag;
import dev.storekeeper.cleanup.repository.RepositoryWork;
import dev.storekeeper.codeartifact.PackageVersion;
import dev.storekeeper.retention.Known;
import dev.storekeeper.retention.Outcome;
import dev.storekeeper.retention.Phases;
import dev.storekeeper.retention.RepositoryPhases;
import dev.storekeeper.usage.Access;
import dev.storekeeper.usage.Refusal;
import dev.storekeeper.usage.RepositoryCoordinates;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Repositories of a plan become items, and each is then looked at anew. */
final class LiveRepositoryInspectorTest {
  private final World world = new World();
  private RepositoryId abandoned = new RepositoryId(World.ACME, "abandoned");

  @BeforeEach
  void repositories() {
    world.rules.selectsRepositories = true;
    abandoned = world.repository("abandoned", Map.of("team", "beta"));
    world.series(abandoned, "widget", 3, 900);
    world.publish(abandoned, "widget", "0", 700);
    RepositoryId used = world.repository("used");
    world.series(used, "widget", 3, 90);
  }

  @Test
  void whatAPersonApprovedBecomesItemsAndIsSelectedStill() throws Exception {
    RepositoryItem item = seeded();
    assertThat(item.state()).isEqualTo(RepositoryState.PLANNED);
    assertThat(item.due()).isEqualTo(World.NOW.plus(Duration.ofDays(30)));
    assertThat(item.lastPublish()).isPresent();
    assertThat(item.tags()).isEqualTo(Map.of("team", "beta"));
    assertThat(find("used")).isEmpty();
    assertThat(inspect(item).decision()).isInstanceOf(Outcome.Selected.class);
  }

  @Test
  void withoutApprovalOfEverythingThereAreNoItems() throws Exception {
    Plan plan = world.scan();
    approve(plan, Approval.Scope.VERSIONS);
    assertThat(seed(plan)).isEqualTo(new WorkResult.Done());
    assertThat(find("abandoned")).isEmpty();
  }

  @Test
  void tooFewPeopleMakeNoItemsHoweverManyRolesTheyTake() throws Exception {
    Plan plan = world.scan();
    approve(plan, Approval.Scope.ALL, role("Maintainer", "me"), role("Admin", "Me"));
    assertThat(seed(plan)).isEqualTo(new WorkResult.Done());
    assertThat(find("abandoned")).isEmpty();
  }

  @Test
  void aPolicyThatChangedSinceMakesNoItems() throws Exception {
    Plan plan = world.scan();
    approve(plan, Approval.Scope.ALL);
    world.rules.ownRevision = "sha256:new";
    assertThat(seed(plan)).isEqualTo(new WorkResult.Done());
    assertThat(find("abandoned")).isEmpty();
  }

  @Test
  void aRepetitionChangesNothing() throws Exception {
    RepositoryItem item = seeded();
    world.clock.advance(Duration.ofDays(1));
    assertThat(seed(world.last())).isEqualTo(new WorkResult.Done());
    assertThat(find("abandoned")).contains(item);
  }

  @Test
  void aNewPublishAndANewDownstreamKeepIt() throws Exception {
    RepositoryItem item = seeded();
    RepositoryId downstream = world.repository("downstream", "abandoned");
    assertThat(inspect(item).decision()).isInstanceOf(Outcome.Kept.class);
    world.registry.remove(downstream);
    assertThat(inspect(item).decision()).isInstanceOf(Outcome.Selected.class);
    world.index.recordPublished(
        new PackageVersion(abandoned.packageOf("pypi", "", "new"), "1"),
        World.NOW,
        Optional.empty(),
        Optional.empty());
    assertThat(inspect(item).decision()).isInstanceOf(Outcome.Kept.class);
  }

  @Test
  void whatTheScanFoundOfPublicationsCounts() throws Exception {
    RepositoryItem item = seeded();
    RepositoryItem younger =
        new RepositoryItem(
            item.repository(),
            item.plan(),
            item.policy(),
            item.policyRevision(),
            item.reason(),
            Optional.of(World.NOW),
            item.tags(),
            item.progress());
    assertThat(inspect(younger).decision()).isInstanceOf(Outcome.Kept.class);
  }

  @Test
  void whatCannotBeReadIsUnknown() throws Exception {
    RepositoryItem item = seeded();
    world.registry.faults((operation, resource) ->
        operation.equals("ListTagsForResource") || operation.equals("ListRepositoriesInDomain")
            ? Fault.UNAVAILABLE
            : Fault.NONE);
    RepositoryInspection inspection = inspect(item);
    assertThat(inspection.tags()).isInstanceOf(Known.Unknown.class);
    assertThat(inspection.decision()).isInstanceOf(Outcome.Kept.class);
    world.registry.faults((operation, resource) -> Fault.UNAVAILABLE);
    assertThatThrownBy(() -> inspect(item)).isInstanceOf(RegistryException.class);
    world.registry.faults((operation, resource) -> Fault.NONE);
    world.index.unavailable(true);
    assertThat(inspect(item).decision()).isInstanceOf(Outcome.Kept.class);
  }

  @Test
  void aRepositoryThatIsGoneIsAbsent() throws Exception {
    RepositoryItem item = seeded();
    world.registry.remove(abandoned);
    assertThat(inspect(item).described()).isEmpty();
  }

  @Test
  void ownTagsDoNotDecideAndRefusalsAreSeen() throws Exception {
    RepositoryItem item = seeded();
    world.registry.put(
        world.registry.repository(abandoned), Map.of(RepositoryTag.KEY, "2026-04-01"));
    world.index.recordRepositoryRefused(
        new RepositoryCoordinates("111122223333", "acme", "abandoned"),
        new Refusal(new Access(World.NOW, "abandoned", "arn:somebody"), "AccessDenied"));
    RepositoryInspection inspection = inspect(item);
    assertThat(inspection.decision()).isInstanceOf(Outcome.Selected.class);
    assertThat(inspection.refused()).contains(World.NOW);
  }

  @Test
  void whatBecameOfThePlanIsLookedAtAtOnce() throws Exception {
    RepositoryItem item = seeded();
    String work = RepositoryWork.of(item.repository());
    world.state.release(
        world.state.lease(work, World.NOW, Duration.ofMinutes(1)).orElseThrow(), Optional.empty());
    assertThat(world.state.due(World.NOW, 9)).doesNotContain(work);
    new WakeItems(world.state, world.bucket, world.clock).run(item.plan());
    assertThat(world.state.due(World.NOW, 9)).contains(work);
  }

  private RepositoryItem seeded() throws Exception {
    Plan plan = world.scan();
    approve(plan, Approval.Scope.ALL);
    assertThat(seed(plan)).isEqualTo(new WorkResult.Done());
    return find("abandoned").orElseThrow();
  }

  private Optional<RepositoryItem> find(String name) throws Exception {
    return new RepositoryItems(world.state).find(new RepositoryId(World.ACME, name));
  }

  private void approve(Plan plan, Approval.Scope scope) throws Exception {
    approve(plan, scope, role("Maintainer", "me"), role("Maintainer", "you"));
  }

  private static String role(String role, String session) {
    return "arn:aws:sts::111122223333:assumed-role/" + role + "/" + session;
  }

  private void approve(Plan plan, Approval.Scope scope, String... people) throws Exception {
    world.state.replace(
        plan,
        new Plan(
            plan.id(),
            plan.domain(),
            plan.asOf(),
            plan.policyRevision(),
            PlanState.APPROVED,
            plan.hash(),
            plan.totals(),
            plan.overLimits(),
            Stream.of(people).map(by -> new Approval(by, World.NOW, scope)).toList(),
            plan.createdAt(),
            Optional.of(World.NOW),
            plan.note()));
  }

  private WorkResult seed(Plan plan) throws Exception {
    return new SeedRepositories(
            world.state,
            world.bucket,
            rules(),
            new PlannedRepositories(world.state, rules(), world.clock))
        .run(plan.id());
  }

  private RepositoryRules rules() {
    return new RepositoryRules() {
      @Override
      public Optional<String> policyRevision(String policy) {
        return world.rules.policyRevision(policy);
      }

      @Override
      public Optional<RepositoryPhases> phases(String policy) {
        return Optional.of(
            new RepositoryPhases(
                Duration.ofDays(30), Duration.ofDays(14), Phases.Export.INTERNAL, 2));
      }

      @Override
      public Optional<Instant> frozenUntil(Instant time) {
        return Optional.empty();
      }
    };
  }

  private RepositoryInspection inspect(RepositoryItem item) throws RegistryException {
    return new LiveRepositoryInspector(
            new LiveRepositoryFacts(world.registry, world.usage(), world.index),
            new FakeRepositoryRegistry(world.registry, world.clock),
            world.rules)
        .inspect(item, World.NOW);
  }
}
