package dev.storekeeper.cleanup.accidents;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.storekeeper.cleanup.bucket.InMemoryBucket;
import dev.storekeeper.cleanup.execute.PackagePass;
import dev.storekeeper.cleanup.execute.Parts;
import dev.storekeeper.cleanup.execute.Tally;
import dev.storekeeper.cleanup.execute.Work;
import dev.storekeeper.cleanup.export.Exports;
import dev.storekeeper.cleanup.plan.Approval;
import dev.storekeeper.cleanup.plan.Manifest;
import dev.storekeeper.cleanup.plan.Plan;
import dev.storekeeper.cleanup.plan.PlanState;
import dev.storekeeper.cleanup.plan.Row;
import dev.storekeeper.cleanup.plan.Rows;
import dev.storekeeper.cleanup.record.CleanupLedger;
import dev.storekeeper.cleanup.registry.DomainId;
import dev.storekeeper.cleanup.registry.Registry;
import dev.storekeeper.cleanup.rules.PolicyRules;
import dev.storekeeper.cleanup.scan.ClosePlan;
import dev.storekeeper.cleanup.scan.IndexedUsage;
import dev.storekeeper.cleanup.scan.LiveInspector;
import dev.storekeeper.cleanup.scan.Messages;
import dev.storekeeper.cleanup.scan.ScanUnit;
import dev.storekeeper.cleanup.scan.SeedItems;
import dev.storekeeper.cleanup.scan.StartScan;
import dev.storekeeper.cleanup.scan.WakeItems;
import dev.storekeeper.cleanup.scan.WorkResult;
import dev.storekeeper.cleanup.state.InMemoryState;
import dev.storekeeper.cleanup.state.StateUnavailableException;
import dev.storekeeper.codeartifact.PackageCoordinates;
import dev.storekeeper.codeartifact.PackageVersion;
import dev.storekeeper.lambda.Log;
import dev.storekeeper.policy.PolicyFile;
import dev.storekeeper.retention.CleanupPolicy;
import dev.storekeeper.usage.InMemoryUsage;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * A domain, a real policy and everything of cleanup that decides and acts, from the scan to the
 * deletion; only the services are fakes.
 */
final class Stage {
  static final Instant NOW = Instant.parse("2026-03-01T03:00:00Z");
  static final DomainId ACME = new DomainId("eu-west-1", "111122223333", "acme");

  /** The beginning of a policy whose limits stop nothing. */
  static final String GENEROUS =
      """
      version: 1
      domains: [acme]
      reads: { tracked: true }
      limits: { items: 100000, percent_of_package: 100, percent_of_repository: 100 }
      """;

  private static final String OPS = "arn:aws:iam::111122223333:role/ops";
  private static final Duration STEP = Duration.ofHours(6);
  private static final int MOST = 2_000;

  /** What is sent to a queue. */
  private record Message(String kind, ObjectNode body) {}

  final MovingClock clock;
  final InMemoryState state = new InMemoryState();
  final InMemoryBucket bucket = new InMemoryBucket();
  final InMemoryUsage index = new InMemoryUsage();
  final KeptLedger ledger = new KeptLedger();
  final Shelf shelf;
  final KeptCopies copies;
  private final Registry served;
  private final Exports exports;
  private final Deque<Message> queue = new ArrayDeque<>();
  private CleanupPolicy policy;

  Stage(String policy) {
    this.clock = new MovingClock(NOW);
    this.shelf = new Shelf(clock);
    this.copies = new KeptCopies(shelf.registry);
    this.policy = read(policy);
    this.served = shelf.registry;
    this.exports = copies;
  }

  /** With a CodeArtifact and a bucket that are not fakes. */
  Stage(String policy, Registry served, Exports exports, MovingClock clock) {
    this.clock = clock;
    this.shelf = new Shelf(clock);
    this.copies = new KeptCopies(shelf.registry);
    this.policy = read(policy);
    this.served = served;
    this.exports = exports;
  }

  static CleanupPolicy read(String text) {
    return CleanupPolicy.read(PolicyFile.of("cleanup.yaml", text));
  }

  /** As in {@code team/widget 1.0}. */
  static String name(PackageVersion version) {
    PackageCoordinates coordinates = version.coordinates();
    return coordinates.repository() + "/" + coordinates.name() + " " + version.version();
  }

  /** Goes by another policy from now on. */
  void policy(String text) {
    policy = read(text);
  }

  Plan scan() throws StateUnavailableException, IOException {
    send(Messages.START, Messages.about(""));
    work();
    return state.plans(ACME, 1).getFirst();
  }

  /** A plan of what would go later. */
  Plan preview(Duration ahead) throws StateUnavailableException, IOException {
    start().open(ACME, ahead);
    work();
    return state.plans(ACME, 1).getFirst();
  }

  List<Row> selected(Plan plan) throws IOException {
    List<Row> rows = new ArrayList<>();
    new Rows(bucket).<RuntimeException>forEach(Manifest.read(bucket, plan.id()), rows::add);
    return rows.stream().filter(Row::isSelected).toList();
  }

  /** A person approves a plan, and its items are made. */
  Plan approve(Plan plan) throws Exception {
    assertThat(plan.state()).as("%s", plan.note()).isEqualTo(PlanState.WAITING);
    Plan approved = in(plan, PlanState.APPROVED);
    state.replace(plan, approved);
    send(Messages.SEED, Messages.about(plan.id()));
    work();
    return approved;
  }

  /** A person takes an approval back. */
  void cancel(Plan plan) throws Exception {
    state.replace(plan, in(plan, PlanState.CANCELLED));
    send(Messages.WAKE, Messages.about(plan.id()));
    work();
  }

  private Plan in(Plan plan, PlanState next) {
    return new Plan(
        plan.id(),
        plan.domain(),
        plan.asOf(),
        plan.policyRevision(),
        next,
        plan.hash(),
        plan.totals(),
        plan.overLimits(),
        List.of(new Approval(OPS, clock.instant(), Approval.Scope.VERSIONS)),
        plan.createdAt(),
        plan.completedAt(),
        plan.note());
  }

  void send(String kind, ObjectNode body) {
    queue.add(new Message(kind, body));
  }

  /** Handles messages until there are none, and returns what became of the last. */
  Optional<WorkResult> work() throws StateUnavailableException, IOException {
    Optional<WorkResult> last = Optional.empty();
    for (int i = 0; !queue.isEmpty(); i++) {
      assertThat(i).as("the work has an end").isLessThan(MOST);
      Message message = queue.remove();
      WorkResult result = handle(message);
      last = Optional.of(result);
      if (result instanceof WorkResult.Again) {
        clock.advance(Duration.ofMinutes(20));
        queue.add(message);
      }
    }
    return last;
  }

  private WorkResult handle(Message message) throws StateUnavailableException, IOException {
    String plan = message.body().path("plan").asText();
    String repository = message.body().path("repository").asText();
    return switch (message.kind()) {
      case Messages.START -> start().run(ACME, false, clock.instant());
      case Messages.SCAN ->
          new ScanUnit(
                  state,
                  bucket,
                  served,
                  usage(),
                  rules(),
                  this::send,
                  shelf.registry.calls(),
                  clock)
              .run(plan, repository, () -> true, log());
      case Messages.CLOSE ->
          new ClosePlan(state, bucket, rules(), this::closed, clock).run(plan, true);
      case Messages.SEED ->
          new SeedItems(state, bucket, rules(), this::send, clock).run(plan, () -> true, log());
      case Messages.WAKE -> new WakeItems(state, bucket, clock).run(plan);
      default -> throw new IllegalArgumentException(message.kind());
    };
  }

  private StartScan start() {
    return new StartScan(
        state,
        bucket,
        served,
        usage(),
        rules(),
        this::send,
        this::closed,
        shelf.registry.calls(),
        clock);
  }

  private void closed(Plan plan) {
    if (plan.state() == PlanState.APPROVED) {
      send(Messages.SEED, Messages.about(plan.id()));
    }
  }

  /** Lets days go by, and does what is due every six hours. */
  void days(int count) throws StateUnavailableException {
    Instant end = clock.instant().plus(Duration.ofDays(count));
    while (clock.instant().isBefore(end)) {
      clock.advance(STEP);
      passes();
    }
  }

  void passes() throws StateUnavailableException {
    for (String key : state.due(clock.instant(), MOST)) {
      pass(Work.packageOf(key, ACME.region()).orElseThrow());
    }
  }

  PackagePass.Result pass(PackageCoordinates coordinates) throws StateUnavailableException {
    Parts parts =
        new Parts(
            served,
            new LiveInspector(state, bucket, served, usage(), index, rules()),
            state,
            exports,
            new CleanupLedger(ledger, clock),
            rules());
    return new PackagePass(parts, clock).run(coordinates, () -> true, new Tally());
  }

  /** Scans, has a person approve everything, and lets two months go by. */
  Plan approvedAndDone() throws Exception {
    Plan plan = approve(scan());
    days(60);
    return plan;
  }

  private PolicyRules rules() {
    return new PolicyRules(policy);
  }

  private IndexedUsage usage() {
    return new IndexedUsage(index, index, policy.tracksReads());
  }

  private Log log() {
    return new Log(
        new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8),
        clock,
        "cleanup",
        "request-1");
  }
}
