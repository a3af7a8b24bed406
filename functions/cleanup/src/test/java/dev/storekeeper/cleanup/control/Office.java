package dev.storekeeper.cleanup.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.storekeeper.cleanup.Loopback;
import dev.storekeeper.cleanup.bucket.InMemoryBucket;
import dev.storekeeper.cleanup.item.Item;
import dev.storekeeper.cleanup.json.JsonFields;
import dev.storekeeper.cleanup.plan.Approval;
import dev.storekeeper.cleanup.plan.Chunk;
import dev.storekeeper.cleanup.plan.Manifest;
import dev.storekeeper.cleanup.plan.Plan;
import dev.storekeeper.cleanup.plan.PlanFiles;
import dev.storekeeper.cleanup.plan.PlanState;
import dev.storekeeper.cleanup.plan.Row;
import dev.storekeeper.cleanup.plan.RowWriter;
import dev.storekeeper.cleanup.plan.Totals;
import dev.storekeeper.cleanup.record.CleanupLedger;
import dev.storekeeper.cleanup.registry.DomainId;
import dev.storekeeper.cleanup.registry.RepositoryId;
import dev.storekeeper.cleanup.state.InMemoryState;
import dev.storekeeper.cleanup.state.Samples;
import dev.storekeeper.codeartifact.OriginType;
import dev.storekeeper.codeartifact.PackageVersion;
import dev.storekeeper.lambda.Log;
import dev.storekeeper.policy.PolicyFile;
import dev.storekeeper.retention.CleanupPolicy;
import dev.storekeeper.retention.Explanation;
import dev.storekeeper.retention.Mode;
import dev.storekeeper.retention.Outcome;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The control function with everything around it played, and STS on loopback. */
final class Office implements AutoCloseable {
  static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  static final String FUNCTION = "control";
  static final String ALICE = "arn:aws:sts::111122223333:assumed-role/Maintainer/alice";
  static final String BOB = "arn:aws:sts::111122223333:assumed-role/Maintainer/bob";
  static final String HASH = "ab".repeat(32);
  static final String POLICY =
      """
      version: 1
      domains: [acme]
      policies:
        - name: old
          mode: plan
          versions:
            when: { package: { format: [maven, npm, pypi] } }
            select: { published_older_than: P180D }
            keep: { newest: 3 }
        - name: empty
          mode: plan
          repositories:
            select: { empty: true, unpublished_for: P180D, older_than: P180D }
            phases: { approvals: 2 }
      """;

  final InMemoryState state = new InMemoryState();
  final InMemoryBucket bucket = new InMemoryBucket();
  final MemoryLedger ledger = new MemoryLedger();
  final CleanupPolicy policy = CleanupPolicy.read(PolicyFile.of("cleanup.yaml", POLICY));
  final List<String> sent = Collections.synchronizedList(new ArrayList<>());
  final Loopback sts;
  final Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
  private final ByteArrayOutputStream logged = new ByteArrayOutputStream();
  private final Control control;
  Optional<Explaining.Live> live = Optional.empty();
  Optional<Explanation> liveRepository = Optional.empty();
  String planStarted = "20260301T120000Z-acme-0001";

  Office() throws IOException {
    sts = new Loopback();
    sts.reply(Sts::vouch);
    ControlParts parts =
        new ControlParts(
            state,
            bucket,
            ledger,
            policy,
            List.of(Samples.ACME),
            new Scans() {
              @Override
              public String start(DomainId domain, Optional<Duration> ahead) {
                sent.add("scan " + domain.name() + ahead.map(it -> " " + it).orElse(""));
                return planStarted;
              }

              @Override
              public Optional<Progress> progress(Plan plan) {
                return Optional.of(new Progress(2, 5));
              }
            },
            new Seeding() {
              @Override
              public void start(String plan) {
                sent.add("seed " + plan);
              }

              @Override
              public void wake(String plan) {
                sent.add("wake " + plan);
              }

              @Override
              public void work(String work) {
                sent.add("work " + work);
              }
            },
            new Restores() {
              @Override
              public void request(PackageVersion version, String manifest) {
                sent.add("restore " + version.version() + " " + manifest);
              }

              @Override
              public void requestRepository(String tombstone, String by) {
                sent.add("restore " + tombstone);
              }
            },
            new Explaining() {
              @Override
              public Optional<Live> explain(
                  PackageVersion version, List<Item> inFlight, Instant asOf) {
                return live;
              }

              @Override
              public Optional<Explanation> explain(RepositoryId repository, Instant asOf) {
                return liveRepository;
              }
            },
            plan -> Optional.of("https://example.com/report/" + plan.id()),
            clock);
    control =
        new Control(
            parts,
            new Caller(sts.uri(), "eu-west-1", new Principals(Set.of("111122223333"), List.of())));
  }

  /** Asks for a change, signed by a principal. */
  Answer ask(String by, String action, Map<String, Object> parameters) {
    ObjectNode json = parameters(parameters);
    json.put("function", FUNCTION);
    return answer(request(action, json, Sts.sign(sts.uri(), clock, by, action, json)));
  }

  /** Asks for something that changes nothing, unsigned. */
  Answer look(String action, Map<String, Object> parameters) {
    ObjectNode request = JsonFields.object().put("schema", 1).put("action", action);
    request.set("parameters", parameters(parameters));
    return answer(request);
  }

  Answer answer(JsonNode request) {
    return answer(request.toString().getBytes(StandardCharsets.UTF_8));
  }

  Answer answer(byte[] request) {
    Log log =
        new Log(
            new PrintStream(logged, true, StandardCharsets.UTF_8), clock, FUNCTION, "request-1");
    return control.answer(request, FUNCTION, log);
  }

  String log() {
    return logged.toString(StandardCharsets.UTF_8);
  }

  static ObjectNode request(String action, ObjectNode parameters, ObjectNode identity) {
    ObjectNode request = JsonFields.object().put("schema", 1).put("action", action);
    request.set("parameters", parameters);
    request.set("identity", identity);
    return request;
  }

  static ObjectNode parameters(Map<String, Object> parameters) {
    ObjectNode json = JsonFields.object();
    parameters.forEach((name, value) -> {
      switch (value) {
        case Boolean flag -> json.put(name, flag);
        case Integer number -> json.put(name, number);
        default -> json.put(name, value.toString());
      }
    });
    return json;
  }

  /** What a restorer records that may not publish the version again. */
  void restoreRefused(String why, Duration later) throws Exception {
    new CleanupLedger(ledger, Clock.offset(clock, later))
        .restoreRefused(state.items(Samples.WIDGET).getFirst(), why);
  }

  Plan waiting(String id) throws Exception {
    return plan(id, PlanState.WAITING, new Totals(1, 1, 5, 5, 5000, 100, 0, 0, 9), NOW);
  }

  Plan withRepositories(String id) throws Exception {
    byte[] decided =
        """
        {"schema":1,"repositories":[{"repository":"stale","outcome":"SELECTED","policy":"empty",
        "reason":"it is empty"},{"repository":"team","outcome":"NOT_SELECTED","rule":"",
        "reason":"no policy"}]}
        """
            .getBytes(StandardCharsets.UTF_8);
    bucket.put(PlanFiles.repositoryDecisions(id), decided, "application/json");
    return plan(id, PlanState.WAITING, new Totals(2, 1, 5, 5, 5000, 100, 1, 0, 9), NOW);
  }

  Plan plan(String id, PlanState planState, Totals totals, Instant asOf) throws Exception {
    boolean complete = planState != PlanState.SCANNING && planState != PlanState.STOPPED;
    Plan plan =
        new Plan(
            id,
            Samples.ACME,
            asOf,
            policy.revision(),
            planState,
            complete ? Optional.of("sha256:" + HASH) : Optional.empty(),
            totals,
            List.of(),
            planState == PlanState.APPROVED
                ? List.of(new Approval("policy", NOW, Approval.Scope.ENFORCED))
                : List.of(),
            NOW,
            complete ? Optional.of(NOW) : Optional.empty(),
            Optional.empty());
    state.create(plan);
    return plan;
  }

  /** Rows 1.0, 1.1 ... of which every second one goes. */
  void rows(Plan plan, int count) throws IOException {
    RowWriter writer = new RowWriter();
    for (int i = 0; i < count; i++) {
      writer.add(
          new Row(
              new PackageVersion(Samples.WIDGET, "1." + i),
              "revision",
              "Published",
              OriginType.INTERNAL,
              Optional.empty(),
              Optional.empty(),
              Optional.of(1000L),
              i % 2 == 0
                  ? new Outcome.Selected("old", "published long ago")
                  : new Outcome.Kept(Outcome.Why.KEEP_RULE, "keep", "is new"),
              Optional.empty()));
    }
    long rows = writer.rows();
    String key = PlanFiles.chunk(plan.id(), "team", 0, 1);
    String etag = bucket.put(key, writer.finish(), "application/gzip").etag();
    new Manifest(
            plan.id(),
            plan.hash().orElseThrow(),
            List.of(
                new Manifest.Part(
                    "team", List.of(new Chunk(key, etag, rows)), rows, (rows + 1) / 2, 1000)),
            Map.of("old", new Manifest.Policy("sha256:1", Mode.PLAN)))
        .write(bucket);
  }

  @Override
  public void close() {
    sts.close();
  }
}
