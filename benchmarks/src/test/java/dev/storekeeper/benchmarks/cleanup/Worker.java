package dev.storekeeper.benchmarks.cleanup;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.storekeeper.cleanup.bucket.Bucket;
import dev.storekeeper.cleanup.execute.Deadline;
import dev.storekeeper.cleanup.plan.Plan;
import dev.storekeeper.cleanup.registry.ArchivedVersions;
import dev.storekeeper.cleanup.registry.AwsRegistry;
import dev.storekeeper.cleanup.registry.DomainId;
import dev.storekeeper.cleanup.registry.Registry;
import dev.storekeeper.cleanup.report.ReportWriter;
import dev.storekeeper.cleanup.rules.PolicyRules;
import dev.storekeeper.cleanup.rules.Rules;
import dev.storekeeper.cleanup.scan.ClosePlan;
import dev.storekeeper.cleanup.scan.Messages;
import dev.storekeeper.cleanup.scan.ScanUnit;
import dev.storekeeper.cleanup.scan.StartScan;
import dev.storekeeper.cleanup.scan.Usage;
import dev.storekeeper.cleanup.scan.WorkResult;
import dev.storekeeper.cleanup.state.CleanupState;
import dev.storekeeper.cleanup.state.DynamoDbState;
import dev.storekeeper.codeartifact.pace.CallCount;
import dev.storekeeper.codeartifact.pace.DynamoDbPace;
import dev.storekeeper.codeartifact.pace.PacedCodeArtifact;
import dev.storekeeper.codeartifact.pace.Share;
import dev.storekeeper.lambda.AwsClients;
import dev.storekeeper.lambda.Environment;
import dev.storekeeper.lambda.Log;
import dev.storekeeper.policy.PolicyFile;
import dev.storekeeper.retention.CleanupPolicy;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import software.amazon.awssdk.services.codeartifact.CodeartifactClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * The process that scans, with the function's own parts. It takes messages as lines of JSON ({@code
 * id}, {@code kind}, {@code body}) and prints lines: {@code send} with a message that it sends,
 * {@code closed} with a plan, {@code id} with the result of a message.
 */
final class Worker {
  static final String DESCRIBE_EVERYTHING = "describe-everything";
  static final String REMOVE = "remove";

  /** The environment variable that names cleanup's table. */
  static final String TABLE = "CLEANUP_TABLE";

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Clock clock;
  private final Duration invocation;
  private final CallCount calls = new CallCount();
  private final Heap heap = Heap.watch();
  private final CleanupState state;
  private final Bucket bucket;
  private final Path folder;
  private final Registry registry;
  private final Usage usage = new NoUsage();
  private final Rules rules;

  private Worker(Path folder, String share, Duration invocation, Duration ahead)
      throws IOException {
    // Time goes on while a message of a killed process waits until it is visible again.
    this.clock = Clock.offset(Clock.systemUTC(), ahead);
    this.invocation = invocation;
    this.folder = folder;
    this.bucket = new FolderBucket(folder);
    Environment environment = Environment.system();
    AwsClients clients = new AwsClients(environment);
    String table = environment.required(TABLE, "the name of cleanup's table");
    DynamoDbClient dynamoDb = clients.configure(DynamoDbClient.builder()).build();
    this.state = new DynamoDbState(dynamoDb, table);
    DynamoDbPace pace =
        new DynamoDbPace(
            dynamoDb,
            table,
            Domains.REGION,
            Share.parse(share),
            Clock.systemUTC(),
            Thread::sleep,
            System.err::println);
    this.registry =
        new AwsRegistry(
            PacedCodeArtifact.client(clients.configure(CodeartifactClient.builder()), pace, calls),
            ArchivedVersions.LISTED,
            _ -> Map.of());
    this.rules = new PolicyRules(CleanupPolicy.read(PolicyFile.of("cleanup.yaml", policy())));
  }

  /** With folder, share, workers, seconds of an invocation, seconds that the clock is ahead. */
  public static void main(String[] arguments) throws IOException {
    Worker worker =
        new Worker(
            Path.of(arguments[0]),
            arguments[1],
            Duration.ofSeconds(Long.parseLong(arguments[3])),
            Duration.ofSeconds(Long.parseLong(arguments[4])));
    try (ExecutorService threads = Executors.newFixedThreadPool(Integer.parseInt(arguments[2]));
        BufferedReader in =
            new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        JsonNode message = JSON.readTree(line);
        threads.execute(() -> worker.handle(message));
      }
    }
  }

  private static String policy() throws IOException {
    try (InputStream in =
        Objects.requireNonNull(Worker.class.getResourceAsStream("cleanup.yaml"))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private void handle(JsonNode message) {
    long start = System.nanoTime();
    ObjectNode answer = JSON.createObjectNode().put("id", message.path("id").asLong());
    try {
      long end = start + invocation.toNanos();
      WorkResult result = work(message, () -> System.nanoTime() < end);
      answer.put("result", result.getClass().getSimpleName()).put("text", result.toString());
    } catch (Exception e) {
      e.printStackTrace();
      answer.put("result", "Again").put("text", e.toString());
    }
    print(
        answer
            .put("millis", Duration.ofNanos(System.nanoTime() - start).toMillis())
            .put("heap", heap.take()));
  }

  private WorkResult work(JsonNode message, Deadline deadline) throws Exception {
    JsonNode body = message.path("body");
    String plan = body.path("plan").asText();
    String repository = body.path("repository").asText();
    DomainId domain = new DomainId(Domains.REGION, Domains.OWNER, body.path("domain").asText());
    return switch (message.path("kind").asText()) {
      case Messages.START ->
          new StartScan(
                  state, bucket, registry, usage, rules, this::send, this::closed, calls, clock)
              .run(domain, false, clock.instant());
      case Messages.SCAN ->
          new ScanUnit(state, bucket, registry, usage, rules, this::send, calls, clock)
              .run(plan, repository, deadline, log());
      case Messages.CLOSE ->
          new ClosePlan(state, bucket, rules, this::closed, clock)
              .run(plan, message.path("again").asBoolean());
      case DESCRIBE_EVERYTHING -> new Naive(registry).describe(domain, repository);
      case REMOVE -> new Naive(registry).remove(domain, repository);
      default -> new WorkResult.Refused(message.toString());
    };
  }

  private void send(String kind, ObjectNode body) {
    ObjectNode message = JSON.createObjectNode().put("kind", kind);
    message.set("body", body);
    ObjectNode line = JSON.createObjectNode();
    line.set("send", message);
    print(line);
  }

  private void closed(Plan plan) throws IOException {
    if (plan.hash().isPresent()) {
      new ReportWriter(bucket, rules, folder).write(plan, Optional.empty());
    }
    ObjectNode line = JSON.createObjectNode();
    line.putObject("closed")
        .put("id", plan.id())
        .put("state", plan.state().name())
        .put("note", plan.note().orElse(""))
        .put("hash", plan.hash().orElse(""))
        .put("packages", plan.totals().packages())
        .put("versions", plan.totals().versions())
        .put("selected", plan.totals().selected())
        .put("failures", plan.totals().failures())
        .put("calls", plan.totals().calls());
    print(line);
  }

  private static synchronized void print(ObjectNode line) {
    System.out.println(line);
    System.out.flush();
  }

  private Log log() {
    return new Log(
        new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8),
        clock,
        "cleanup",
        "benchmark");
  }
}
