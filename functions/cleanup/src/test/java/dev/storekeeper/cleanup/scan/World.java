package dev.storekeeper.cleanup.scan;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.storekeeper.cleanup.Killed;
import dev.storekeeper.cleanup.bucket.InMemoryBucket;
import dev.storekeeper.cleanup.execute.Deadline;
import dev.storekeeper.cleanup.plan.Manifest;
import dev.storekeeper.cleanup.plan.Plan;
import dev.storekeeper.cleanup.plan.Row;
import dev.storekeeper.cleanup.plan.Rows;
import dev.storekeeper.cleanup.registry.DescribedRepository;
import dev.storekeeper.cleanup.registry.DomainId;
import dev.storekeeper.cleanup.registry.FakeRegistry;
import dev.storekeeper.cleanup.registry.ListedVersion;
import dev.storekeeper.cleanup.registry.RepositoryId;
import dev.storekeeper.cleanup.rules.Rules;
import dev.storekeeper.cleanup.state.InMemoryState;
import dev.storekeeper.cleanup.state.StateUnavailableException;
import dev.storekeeper.codeartifact.OriginType;
import dev.storekeeper.codeartifact.PackageVersion;
import dev.storekeeper.lambda.Log;
import dev.storekeeper.usage.InMemoryUsage;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/** A domain, what cleanup remembers of it, and a queue whose messages come until they are done. */
final class World {
  static final Instant NOW = Instant.parse("2026-03-01T03:00:00Z");
  static final DomainId ACME = new DomainId("eu-west-1", "111122223333", "acme");
  private static final int MAX_MESSAGES = 5_000;

  final SettableClock clock = new SettableClock(NOW);
  final InMemoryState state = new InMemoryState();
  final InMemoryBucket bucket = new InMemoryBucket();
  final FakeRegistry registry = new FakeRegistry();
  final InMemoryUsage index = new InMemoryUsage();
  final FakeRules rules = new FakeRules();
  final List<Plan> closed = new ArrayList<>();
  PlanClosed closer = closed::add;
  final Deque<Message> queue = new ArrayDeque<>();
  final List<WorkResult> results = new ArrayList<>();
  int questionsBeforeDeadline = Integer.MAX_VALUE;
  boolean tracksReads = true;
  private Rules active = rules;

  /** Goes by other rules than the fake ones. */
  void use(Rules others) {
    active = others;
  }

  record Message(String kind, ObjectNode body, boolean again) {
    Message(String kind, ObjectNode body) {
      this(kind, body, false);
    }
  }

  RepositoryId repository(String name, String... upstreams) {
    return repository(name, Map.of(), upstreams);
  }

  RepositoryId repository(String name, Map<String, String> tags, String... upstreams) {
    RepositoryId id = new RepositoryId(ACME, name);
    registry.put(
        new DescribedRepository(
            id,
            ACME.owner(),
            NOW.minus(Duration.ofDays(1000)),
            Optional.empty(),
            List.of(upstreams),
            List.of()),
        tags);
    return id;
  }

  void publish(RepositoryId repository, String name, String version, int daysAgo) {
    publish(repository, name, version, daysAgo, OriginType.INTERNAL, 100);
  }

  void publish(
      RepositoryId repository,
      String name,
      String version,
      int daysAgo,
      OriginType origin,
      long bytes) {
    registry.publish(
        new PackageVersion(repository.packageOf("pypi", "", name), version),
        "Published",
        origin,
        NOW.minus(Duration.ofDays(daysAgo)).minusSeconds(1),
        bytes);
  }

  /** Versions 0 (the newest) to count - 1, one every so many days. */
  void series(RepositoryId repository, String name, int count, int days) {
    for (int i = 0; i < count; i++) {
      publish(repository, name, Integer.toString(i), i * days);
    }
  }

  /** So many versions that were published here. */
  static List<ListedVersion> internal(int count) {
    return IntStream.range(0, count)
        .mapToObj(
            i -> new ListedVersion(Integer.toString(i), "r" + i, "Published", OriginType.INTERNAL))
        .toList();
  }

  Usage usage() {
    return new IndexedUsage(index, index, tracksReads);
  }

  Messages messages() {
    return (kind, body) -> queue.add(new Message(kind, body));
  }

  WorkResult start() throws StateUnavailableException, IOException {
    return start(false);
  }

  WorkResult start(boolean acceptsLess) throws StateUnavailableException, IOException {
    return start(acceptsLess, clock.instant());
  }

  WorkResult start(boolean acceptsLess, Instant askedAt)
      throws StateUnavailableException, IOException {
    return new StartScan(
            state,
            bucket,
            registry,
            usage(),
            active,
            messages(),
            closed::add,
            registry.calls(),
            clock)
        .run(ACME, acceptsLess, askedAt);
  }

  ScanUnit unit() {
    return new ScanUnit(
        state, bucket, registry, usage(), active, messages(), registry.calls(), clock);
  }

  WorkResult handle(Message message) throws StateUnavailableException, IOException {
    String plan = message.body().path("plan").asText();
    Deadline deadline = deadline();
    return switch (message.kind()) {
      case Messages.SCAN ->
          unit().run(plan, message.body().path("repository").asText(), deadline, log());
      case Messages.CLOSE ->
          new ClosePlan(state, bucket, active, closer, clock).run(plan, message.again());
      case Messages.SEED ->
          new SeedItems(state, bucket, active, messages(), clock).run(plan, deadline, log());
      default -> throw new IllegalArgumentException(message.kind());
    };
  }

  /** The end of one run's time, which comes after so many questions for it. */
  Deadline deadline() {
    AtomicInteger asked = new AtomicInteger();
    return () -> asked.incrementAndGet() <= questionsBeforeDeadline;
  }

  /** Handles messages until there are none; what fails or is killed comes again after a while. */
  void work() {
    for (int i = 0; !queue.isEmpty(); i++) {
      if (i > MAX_MESSAGES) {
        throw new AssertionError("the work has no end");
      }
      Message message = queue.remove();
      try {
        WorkResult result = handle(message);
        results.add(result);
        if (result instanceof WorkResult.Again) {
          again(message);
        }
      } catch (StateUnavailableException | IOException | Killed e) {
        again(message);
      }
    }
  }

  private void again(Message message) {
    clock.advance(Duration.ofMinutes(20));
    queue.add(new Message(message.kind(), message.body(), true));
  }

  /** Starts a scan and works until it is over. */
  Plan scan() throws StateUnavailableException, IOException {
    start();
    work();
    return last();
  }

  Plan last() throws StateUnavailableException {
    return state.plans(ACME, 1).getFirst();
  }

  List<Row> rows(Plan plan) {
    try {
      List<Row> rows = new ArrayList<>();
      new Rows(bucket).<RuntimeException>forEach(Manifest.read(bucket, plan.id()), rows::add);
      return rows;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Log log() {
    return new Log(
        new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8),
        clock,
        "cleanup",
        "request-1");
  }
}
