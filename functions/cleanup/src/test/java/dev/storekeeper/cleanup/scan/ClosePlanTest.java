package dev.storekeeper.cleanup.scan;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.storekeeper.cleanup.plan.Approval;
import dev.storekeeper.cleanup.plan.Manifest;
import dev.storekeeper.cleanup.plan.Plan;
import dev.storekeeper.cleanup.plan.PlanFiles;
import dev.storekeeper.cleanup.plan.PlanState;
import dev.storekeeper.cleanup.registry.RepositoryId;
import dev.storekeeper.cleanup.state.Lease;
import dev.storekeeper.cleanup.state.StateUnavailableException;
import dev.storekeeper.codeartifact.OriginType;
import dev.storekeeper.codeartifact.PackageVersion;
import dev.storekeeper.retention.Limits;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClosePlanTest {
  private final World world = new World();

  @Test
  void whatGoesByItselfIsApprovedByThePolicy() throws Exception {
    world.rules.policy = FakeRules.ENFORCED;
    world.series(world.repository("team"), "widget", 3, 900);

    Plan plan = world.scan();

    assertThat(plan.state()).isEqualTo(PlanState.APPROVED);
    assertThat(plan.approvals())
        .containsExactly(new Approval("policy", world.clock.instant(), Approval.Scope.ENFORCED));
  }

  /** Ten versions of 100 bytes in two packages of five; four of each would go. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "8 | 80 | 80 | 800 |",
        "7 | 80 | 80 | 800 | 8 versions, the limit is 7",
        "8 | 79 | 80 | 800 | 8 of the 10 versions of repository team, the limit is 79 %",
        "8 | 80 | 79 | 800 | 4 of the 5 versions of package team/pypi//widget-1, the limit is 79 %",
        "8 | 80 | 80 | 799 | 800 bytes, the limit is 799",
        "0 | 80 | 80 | 800 | 8 versions, the limit is 0"
      })
  void aLimitThatIsExceededLeavesEverythingToAPerson(
      long items, int ofRepository, int ofPackage, long bytes, String sentence) throws Exception {
    world.rules.policy = FakeRules.ENFORCED;
    world.rules.limits = new Limits(items, ofRepository, ofPackage, bytes, 1, 1);
    RepositoryId team = world.repository("team");
    world.series(team, "widget-1", 5, 900);
    world.series(team, "widget-2", 5, 900);

    Plan plan = world.scan();

    if (sentence == null) {
      assertThat(plan.overLimits()).isEmpty();
      assertThat(plan.state()).isEqualTo(PlanState.APPROVED);
    } else {
      assertThat(plan.overLimits()).contains(sentence);
      assertThat(plan.state()).isEqualTo(PlanState.WAITING);
      assertThat(plan.approvals()).isEmpty();
    }
  }

  @Test
  void whatWaitsForAPersonAnywayIsNotLimited() throws Exception {
    world.rules.limits = new Limits(0, 0, 0, 0, 1, 0);
    world.series(world.repository("team"), "widget", 3, 900);

    assertThat(world.scan().overLimits()).isEmpty();
  }

  @Test
  void anEarlierPlanThatStillWaitsIsSuperseded() throws Exception {
    world.series(world.repository("team"), "widget", 3, 900);
    Plan first = world.scan();
    world.clock.advance(Duration.ofDays(7));

    Plan second = world.scan();

    assertThat(second.state()).isEqualTo(PlanState.WAITING);
    Plan earlier = world.state.plan(first.id()).orElseThrow();
    assertThat(earlier.state()).isEqualTo(PlanState.SUPERSEDED);
    assertThat(earlier.note()).contains("plan " + second.id() + " took its place");
    assertThat(second.hash()).as("nothing changed").isEqualTo(first.hash());
  }

  @Test
  void closingAgainChangesNothing() throws Exception {
    world.series(world.repository("team"), "widget", 3, 900);
    Plan plan = world.scan();
    world.queue.add(new World.Message(Messages.CLOSE, Messages.about(plan.id())));
    world.clock.advance(Duration.ofHours(1));

    world.work();

    assertThat(world.last()).isEqualTo(plan);
    assertThat(world.closed).hasSize(1);
  }

  @Test
  void aPlanThatIsBeingCompletedIsLeftToWhoCompletesIt() throws Exception {
    world.series(world.repository("team"), "widget", 3, 900);
    world.start();
    Plan plan = world.last();
    String key = ScanKeys.close(plan.id());
    Lease lease = world.state.lease(key, world.clock.instant(), Duration.ofHours(1)).orElseThrow();
    World.Message close = new World.Message(Messages.CLOSE, Messages.about(plan.id()));

    assertThat(world.handle(close)).as("may be looked at").isInstanceOf(WorkResult.Again.class);
    world.state.note(key, new ScanProgress(1, 1).text(), lease);
    assertThat(world.handle(close)).isInstanceOf(WorkResult.Done.class);
    assertThat(world.handle(new World.Message(Messages.CLOSE, close.body(), true)))
        .as("the message of a completion that failed is not lost")
        .isInstanceOf(WorkResult.Again.class);
    assertThat(world.last().state()).isEqualTo(PlanState.SCANNING);
  }

  @Test
  void aPlanThatIsCancelledDuringItsScanIsToldByWhoCancelledIt() throws Exception {
    world.series(world.repository("team"), "widget", 3, 900);
    world.start();
    Plan plan = world.last();
    world.state.replace(plan, Plans.ended(plan, PlanState.CANCELLED, "cancelled by me"));
    world.work();
    world.clock.advance(Duration.ofDays(7));

    Plan next = world.scan();

    assertThat(world.closed).containsExactly(next);
  }

  /** Whoever asks for the plan may do so at any moment of the scan and of the completion. */
  @Test
  void howFarAPlanIsCanBeReadAtEveryMoment() throws Exception {
    for (String name : List.of("alpha", "beta", "gamma")) {
      world.series(world.repository(name), "widget", 3, 900);
    }
    List<Optional<ScanProgress>> seen = new ArrayList<>();
    world.closer = plan -> seen.add(progress());
    world.start();
    seen.add(progress());
    Plan plan = world.last();
    while (!world.queue.isEmpty()) {
      world.handle(world.queue.remove());
      world.handle(new World.Message(Messages.CLOSE, Messages.about(plan.id())));
      seen.add(progress());
    }

    assertThat(world.state.plan(plan.id()).orElseThrow().state()).isEqualTo(PlanState.WAITING);
    assertThat(seen.getFirst()).contains(new ScanProgress(0, 3));
    assertThat(seen.getLast()).contains(new ScanProgress(3, 3));
    assertThat(seen.stream().map(progress -> progress.orElseThrow().done()))
        .isSorted()
        .contains(1, 2);
  }

  /** Nobody is shown a plan whose report is not there yet, whatever fails before it is. */
  @Test
  void aPlanIsCompleteWhenItsReportIsThere() throws Exception {
    world.series(world.repository("team"), "widget", 3, 900);
    List<PlanState> prepared = new ArrayList<>();
    world.closer =
        new PlanClosed() {
          @Override
          public void prepare(Plan plan) throws IOException {
            assertThat(plan.state()).isEqualTo(PlanState.WAITING);
            prepared.add(seen(plan));
            if (prepared.size() == 1) {
              throw new IOException("the report cannot be written");
            }
          }

          @Override
          public void closed(Plan plan) throws IOException {
            assertThat(prepared).containsOnly(PlanState.SCANNING).hasSize(2);
            assertThat(seen(plan)).isEqualTo(PlanState.WAITING);
            world.closed.add(plan);
          }
        };
    world.start();
    World.Message failed = null;
    while (!world.queue.isEmpty()) {
      World.Message message = world.queue.remove();
      try {
        world.handle(message);
      } catch (IOException e) {
        failed = new World.Message(message.kind(), message.body(), true);
        world.queue.clear();
      }
    }
    assertThat(world.closed).isEmpty();
    assertThat(world.handle(Objects.requireNonNull(failed))).isInstanceOf(WorkResult.Done.class);
    assertThat(world.closed).containsExactly(world.last());
  }

  private PlanState seen(Plan plan) throws IOException {
    try {
      return world.state.plan(plan.id()).orElseThrow().state();
    } catch (StateUnavailableException e) {
      throw new IOException(e);
    }
  }

  private Optional<ScanProgress> progress() throws IOException {
    try {
      return ScanProgress.of(world.last(), world.state, world.bucket);
    } catch (StateUnavailableException e) {
      throw new IOException(e);
    }
  }

  /**
   * Whatever fails while a plan is completed, the message that comes again completes it at once.
   */
  @Test
  void aCompletionThatFailsIsTakenUpAtOnceByItsOwnMessage() throws Exception {
    world.series(world.repository("team"), "widget", 3, 900);
    world.start();
    world.closer =
        plan -> {
          throw new IOException("the report cannot be written");
        };
    List<World.Message> failed = new ArrayList<>();
    while (!world.queue.isEmpty()) {
      World.Message message = world.queue.remove();
      try {
        world.handle(message);
      } catch (IOException e) {
        failed.add(new World.Message(message.kind(), message.body(), true));
      }
    }
    assertThat(failed).isNotEmpty();
    world.closer = world.closed::add;
    assertThat(world.handle(failed.getFirst())).isInstanceOf(WorkResult.Done.class);
    assertThat(world.closed).hasSize(1);
    assertThat(world.last().state()).isEqualTo(PlanState.WAITING);
  }

  @Test
  void aDomainThatShrankStopsThePlanUnlessAPersonSaidSo() throws Exception {
    RepositoryId team = world.repository("team");
    world.series(team, "widget", 10, 900);
    world.scan();
    world.registry.remove(team);
    world.repository("team");
    world.series(team, "widget", 4, 900);
    world.clock.advance(Duration.ofDays(1));

    Plan stopped = world.scan();

    assertThat(stopped.state()).isEqualTo(PlanState.STOPPED);
    assertThat(stopped.note().orElseThrow())
        .startsWith("found 4 versions, less than 50 % of the 10 of plan ");
    world.clock.advance(Duration.ofDays(1));
    world.start(true);
    world.work();
    assertThat(world.last().state()).isEqualTo(PlanState.WAITING);
  }

  @Test
  void halfOfTheLastPlanIsEnough() throws Exception {
    RepositoryId team = world.repository("team");
    world.series(team, "widget", 10, 900);
    world.scan();
    world.registry.remove(team);
    world.repository("team");
    world.series(team, "widget", 5, 900);
    world.clock.advance(Duration.ofDays(1));

    assertThat(world.scan().state()).isEqualTo(PlanState.WAITING);
  }

  @Test
  void fewerRepositoriesStopThePlan() throws Exception {
    for (String name : List.of("aa", "bb", "cc")) {
      world.series(world.repository(name), "widget", 3, 900);
    }
    world.scan();
    world.registry.remove(new RepositoryId(World.ACME, "aa"));
    world.registry.remove(new RepositoryId(World.ACME, "bb"));
    world.clock.advance(Duration.ofDays(1));

    assertThat(world.scan().note().orElseThrow()).startsWith("found 1 repositories");
  }

  @Test
  void bytesAreOnlyReclaimedWhereNoOtherRepositoryKeepsTheVersion() throws Exception {
    RepositoryId team = world.repository("team");
    RepositoryId other = world.repository("other");
    RepositoryId keeper = world.repository("keeper", Map.of("keep", "yes"));
    for (RepositoryId repository : List.of(team, other)) {
      world.publish(repository, "widget", "3", 1);
      world.publish(repository, "widget", "2", 900, OriginType.INTERNAL, 1000);
      world.publish(repository, "widget", "1", 901, OriginType.INTERNAL, 30);
    }
    world.publish(keeper, "widget", "1", 901, OriginType.INTERNAL, 30);

    Plan plan = world.scan();

    assertThat(plan.totals().bytes()).isEqualTo(2060);
    assertThat(plan.totals().reclaimable()).isEqualTo(1000);
  }

  @Test
  void theHashIsOverWhatGoesAndNothingElse() throws Exception {
    RepositoryId team = world.repository("team");
    world.series(team, "widget", 3, 900);
    String before = world.scan().hash().orElseThrow();
    world.clock.advance(Duration.ofDays(1));
    world.publish(team, "gadget", "1", 1);
    assertThat(world.scan().hash()).contains(before);
    world.clock.advance(Duration.ofDays(1));

    world.registry.publish(
        new PackageVersion(team.packageOf("pypi", "", "widget"), "2"),
        "Published",
        OriginType.INTERNAL,
        World.NOW.minus(Duration.ofDays(1800)).minusSeconds(1),
        100);
    String anotherRevision = world.scan().hash().orElseThrow();

    assertThat(anotherRevision).isNotEqualTo(before);
    world.clock.advance(Duration.ofDays(1));
    world.rules.ownRevision = "sha256:other";
    assertThat(world.scan().hash()).isNotEqualTo(Optional.of(anotherRevision));
  }

  @Test
  void theHashDoesNotDependOnPagesAndChunks() throws Exception {
    String whole = null;
    for (int pageSize : List.of(100, 1, 7)) {
      World paged = new World();
      paged.registry.pageSize(pageSize);
      paged.questionsBeforeDeadline = pageSize == 7 ? 6 : Integer.MAX_VALUE;
      RepositoryId team = paged.repository("team");
      for (int i = 0; i < 12; i++) {
        paged.series(team, "widget-" + i, 3, 900);
      }
      Plan plan = paged.scan();
      whole = whole == null ? plan.hash().orElseThrow() : whole;
      assertThat(plan.hash()).contains(whole);
    }
  }

  @Test
  void rowsGoToTheBucketInChunksThatFitInMemory() throws Exception {
    RepositoryId team = world.repository("team");
    world.rules.policy = "old";
    for (int i = 0; i < 13; i++) {
      world.series(team, "widget-" + (char) ('a' + i), 1000, 0);
    }

    Plan plan = world.scan();

    Manifest manifest = Manifest.read(world.bucket, plan.id());
    assertThat(manifest.repositories().getFirst().chunks())
        .extracting(chunk -> chunk.rows())
        .containsExactly(5000L, 5000L, 3000L);
  }

  @Test
  void abandonedRepositoriesAreSelectedOnlyIfTheirLastPublishIsKnown() throws Exception {
    world.rules.selectsRepositories = true;
    RepositoryId used = world.repository("used");
    world.series(used, "widget", 3, 90);
    RepositoryId abandoned = world.repository("abandoned");
    world.series(abandoned, "widget", 3, 900);
    world.publish(abandoned, "old", "1", 500);
    RepositoryId upstream = world.repository("upstream");
    world.series(upstream, "widget", 1, 900);
    world.repository("downstream", "upstream");
    RepositoryId unsure = world.repository("unsure");
    world.publish(unsure, "old", "1", 500, OriginType.UNKNOWN, 1);
    world.publish(abandoned, "widget", "0", 700);

    Plan plan = world.scan();

    JsonNode decisions =
        new ObjectMapper().readTree(world.bucket.open(PlanFiles.repositoryDecisions(plan.id())));
    assertThat(decisions.path("repositories"))
        .filteredOn(decision -> decision.path("outcome").asText().equals("SELECTED"))
        .extracting(decision -> decision.path("repository").asText())
        .containsExactly("abandoned", "downstream");
    assertThat(plan.totals().selectedRepositories()).isEqualTo(2);
  }
}
