package dev.storekeeper.endtoend;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.storekeeper.sandbox.runtime.Sandbox;
import dev.storekeeper.sandbox.runtime.SandboxOptions;
import dev.storekeeper.sandbox.tour.LedgerItems;
import dev.storekeeper.sandbox.tour.SandboxClient;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;

/**
 * A sandbox with the product's template on free ports, in this process, with a state of its own.
 */
final class RunningSandbox implements AutoCloseable {
  static final Path ROOT = Path.of(System.getProperty("storekeeper.root"));
  static final String DOMAIN = "acme";
  static final String REPOSITORY = "team";
  static final String EMAIL = "team@example.com";
  static final String GITHUB = "/_sandbox/identity/github";
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration LIMIT = Duration.ofMinutes(3);
  private final Path state;
  private final Sandbox sandbox;
  private final SandboxClient client;

  RunningSandbox(Path state) {
    this(state, ROOT.resolve("template.yaml"));
  }

  RunningSandbox(Path state, Path template) {
    this(state, template, Map.of());
  }

  /** With these values for parameters of the template besides the usual ones. */
  RunningSandbox(Path state, Path template, Map<String, String> more) {
    Map<String, String> parameters = new HashMap<>(more);
    this.state = state;
    parameters.putAll(
        Map.of(
            "NewDomain", DOMAIN,
            "NewRepository", REPOSITORY,
            "NotificationEmail", EMAIL,
            "TokenDomain", DOMAIN,
            "TokenRepository", REPOSITORY,
            "TokenUrl", "${SandboxApiEndpoint}",
            "GitHubIssuer", "${SandboxEndpoint}" + GITHUB,
            "GitHubOwnerId", "65",
            "LoopbackIssuers", "true"));
    SandboxOptions options =
        SandboxOptions.forTemplate(template, state)
            .withDynamoDbLibraries(ROOT.resolve("sandbox/dynamodb-local/target/lib"))
            .withPorts(0, 0)
            .withParameters(parameters);
    this.sandbox = Sandbox.start(options, (part, text, took) -> {}, (function, line) -> {});
    this.client = new SandboxClient(sandbox.endpoint(), options.region());
  }

  Sandbox sandbox() {
    return sandbox;
  }

  SandboxClient client() {
    return client;
  }

  Path state() {
    return state;
  }

  String account() {
    return sandbox.account().id();
  }

  /** An ID token of a job on GitHub Actions, as the sandbox plays it, with these claims besides. */
  String githubToken(JsonNode claims) throws IOException, InterruptedException {
    String audience =
        client
            .get(sandbox.apiEndpoint().orElseThrow().resolve("/audience"))
            .path("audience")
            .asText();
    ObjectNode request = JSON.createObjectNode().put("audience", audience);
    request.set("claims", claims);
    return client
        .post(sandbox.endpoint().resolve(GITHUB + "/token"), request)
        .path("value")
        .asText();
  }

  /** A shell whose clients talk to this sandbox. */
  Command commands(Path home) throws IOException {
    return commands(home, Map.of());
  }

  /** The same with variables that come before the usual ones. */
  Command commands(Path home, Map<String, String> more) throws IOException {
    Files.createDirectories(home);
    Map<String, String> environment = new HashMap<>();
    environment.put("AWS_ENDPOINT_URL", sandbox.endpoint().toString());
    environment.put("AWS_ACCESS_KEY_ID", "sandbox");
    environment.put("AWS_SECRET_ACCESS_KEY", "sandbox");
    environment.put("AWS_REGION", sandbox.account().region());
    environment.put("AWS_DEFAULT_REGION", sandbox.account().region());
    environment.put("AWS_EC2_METADATA_DISABLED", "true");
    environment.put("AWS_PAGER", "");
    environment.putAll(more);
    return new Command(home, environment);
  }

  /** Lets time pass at once, as a machine that slept; what falls due is done when this returns. */
  void skip(Duration time) throws IOException, InterruptedException {
    client.control(
        "/_sandbox/clock",
        JSON.createObjectNode().put("advance", time.toString()).put("skip", true));
  }

  /** A token of the owner for the domain. */
  String token() throws IOException, InterruptedException {
    return client
        .codeArtifact("POST", "/v1/authorization-token", Map.of("domain", DOMAIN))
        .path("authorizationToken")
        .asText();
  }

  /** Where package managers find the repository. */
  URI repository() {
    return repository(REPOSITORY);
  }

  /** The same of another repository of the domain. */
  URI repository(String name) {
    return sandbox.endpoint().resolve("/%s-%s/pypi/%s/".formatted(DOMAIN, account(), name));
  }

  /** All ledger records of a package, oldest first. */
  List<JsonNode> records(String format, String name) throws IOException, InterruptedException {
    return records(DOMAIN, REPOSITORY, format, name);
  }

  List<JsonNode> records(String domain, String repository, String format, String name)
      throws IOException, InterruptedException {
    ObjectNode query = JSON.createObjectNode();
    query.put("TableName", table());
    query.put("KeyConditionExpression", "#stream = :stream");
    query.putObject("ExpressionAttributeNames").put("#stream", "stream");
    query
        .putObject("ExpressionAttributeValues")
        .putObject(":stream")
        .put("S", "package/%s/%s/%s/%s//%s".formatted(account(), domain, repository, format, name));
    return LedgerItems.records(client.dynamoDb("Query", query));
  }

  /** All ledger records of a type, oldest first; those of moments ago may be missing. */
  List<JsonNode> recordsOfType(String type) throws IOException, InterruptedException {
    ObjectNode query =
        JSON.createObjectNode().put("TableName", table()).put("IndexName", "by-type");
    query.put("KeyConditionExpression", "#type = :type");
    query.putObject("ExpressionAttributeNames").put("#type", "type");
    query.putObject("ExpressionAttributeValues").putObject(":type").put("S", type);
    List<JsonNode> records = new ArrayList<>();
    for (JsonNode key : client.dynamoDb("Query", query).path("Items")) {
      ObjectNode get = JSON.createObjectNode().put("TableName", table());
      get.putObject("Key")
          .<ObjectNode>set("stream", key.path("stream"))
          .set("position", key.path("position"));
      JsonNode item = client.dynamoDb("GetItem", get).path("Item");
      records.add(JSON.readTree(item.path("record").path("S").asText()));
    }
    return records;
  }

  /** The mails to the subscribed address, in no order. */
  List<String> mails() throws IOException {
    Path folder = state.resolve("mail");
    if (Files.notExists(folder)) {
      return List.of();
    }
    List<String> mails = new ArrayList<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(it -> it.toString().endsWith(".eml")).toList()) {
        mails.add(Files.readString(file));
      }
    }
    return mails;
  }

  /** How many records the ledger holds. */
  long ledgerSize() throws IOException, InterruptedException {
    long count = 0;
    ObjectNode scan = JSON.createObjectNode().put("TableName", table()).put("Select", "COUNT");
    while (true) {
      JsonNode page = client.dynamoDb("Scan", scan);
      count += page.path("Count").asLong();
      if (!page.has("LastEvaluatedKey")) {
        return count;
      }
      scan.set("ExclusiveStartKey", page.path("LastEvaluatedKey"));
    }
  }

  /** The dead-letter queues that hold messages. */
  List<JsonNode> deadLetters() throws IOException, InterruptedException {
    List<JsonNode> queues = new ArrayList<>();
    for (JsonNode queue : client.control("/_sandbox/queues")) {
      if (queue.path("name").asText().contains("DeadLetter") && queue.path("visible").asInt() > 0) {
        queues.add(queue);
      }
    }
    return queues;
  }

  /** Whether a queue of the template holds no message and none of its messages is in work. */
  boolean isDrained(String logicalId) throws IOException, InterruptedException {
    for (JsonNode queue : client.control("/_sandbox/queues")) {
      if (queue.path("name").asText().equals(physicalName(logicalId))) {
        return queue.path("visible").asInt() == 0 && queue.path("inFlight").asInt() == 0;
      }
    }
    throw new AssertionError("no queue " + physicalName(logicalId));
  }

  String table() {
    return sandbox.stack().output("LedgerTable");
  }

  String physicalName(String logicalId) {
    return "storekeeper-" + logicalId;
  }

  /** Waits until a condition holds, at most three minutes: a machine may be busy. */
  static void await(String what, Callable<Boolean> condition) throws Exception {
    await(what, LIMIT, condition);
  }

  static void await(String what, Duration limit, Callable<Boolean> condition) throws Exception {
    Instant end = Instant.now().plus(limit);
    while (!condition.call()) {
      if (Instant.now().isAfter(end)) {
        throw new AssertionError("not within " + limit.toSeconds() + " s: " + what);
      }
      Thread.sleep(50);
    }
  }

  @Override
  public void close() {
    client.close();
    sandbox.close();
  }
}
