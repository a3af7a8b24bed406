package dev.storekeeper.sandbox.tour;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The main job, played once: a package is published as twine does, and the ledger record and the
 * message that result are shown.
 */
final class PlayedJob {
  private static final ObjectMapper JSON = new ObjectMapper();
  static final String PACKAGE = "storekeeper-hello";
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final Duration POLL = Duration.ofMillis(50);

  private final SandboxClient client;
  private final Terminal terminal;
  private final String domain;
  private final String repository;
  private final String ledgerTable;
  private final String peopleTopic;

  PlayedJob(
      SandboxClient client,
      Terminal terminal,
      String domain,
      String repository,
      String ledgerTable,
      String peopleTopic) {
    this.client = client;
    this.terminal = terminal;
    this.domain = domain;
    this.repository = repository;
    this.ledgerTable = ledgerTable;
    this.peopleTopic = peopleTopic;
  }

  void play() throws IOException, InterruptedException {
    SampleWheel wheel = new SampleWheel(PACKAGE, nextVersion(), 0);
    terminal.heading(
        "Publishing " + PACKAGE + " " + wheel.version() + " to " + domain + "/" + repository);

    Instant start = Instant.now();
    String token =
        client
            .codeArtifact("POST", "/v1/authorization-token", Map.of("domain", domain))
            .path("authorizationToken")
            .asText();
    terminal.step("token", "a token for the domain " + domain, since(start));

    Instant uploadStart = Instant.now();
    URI endpoint = repositoryEndpoint();
    client.upload(endpoint, token, Multipart.uploadOf(wheel));
    Instant published = Instant.now();
    terminal.step("published", wheel.fileName() + " as twine does", since(uploadStart));

    JsonNode record = awaitRecord(wheel.version());
    terminal.step("recorded", "in the ledger by the audit function", since(published));
    JsonNode message = awaitMessage(record.path("id").asText());
    terminal.step("announced", "by the notification function", since(published));

    show(record);
    terminal.heading("Message to people");
    terminal.field("Subject:", message.path("subject").asText());
    terminal.line("");
    terminal.lines(message.path("message").asText().lines().toList());
  }

  private void show(JsonNode record) {
    JsonNode data = record.path("data");
    JsonNode observation = data.path("observation");
    terminal.heading("Ledger record");
    terminal.field("id", record.path("id").asText());
    terminal.field("type", record.path("type").asText());
    terminal.field("time", record.path("time").asText());
    terminal.field("recorded", record.path("recordedAt").asText());
    terminal.field(
        "package", PACKAGE + " " + record.path("package").path("version").asText() + " (pypi)");
    terminal.field("repository", domain + "/" + repository);
    terminal.field("origin", data.path("origin").asText());
    for (JsonNode licence : observation.path("licenses")) {
      terminal.field("licence", licence.path("name").asText());
    }
    for (JsonNode asset : observation.path("assets")) {
      terminal.field(
          "asset", asset.path("name").asText() + "  " + Terminal.size(asset.path("size").asLong()));
      terminal.field("sha256", asset.path("sha256").asText());
    }
  }

  private URI repositoryEndpoint() throws IOException, InterruptedException {
    Map<String, String> parameters =
        Map.of("domain", domain, "repository", repository, "format", "pypi");
    return URI.create(
        client
            .codeArtifact("GET", "/v1/repository/endpoint", parameters)
            .path("repositoryEndpoint")
            .asText());
  }

  /** A version that no earlier run has published. */
  private String nextVersion() throws IOException, InterruptedException {
    return "1.0." + records().size();
  }

  private JsonNode awaitRecord(String version) throws IOException, InterruptedException {
    return await(
        "no ledger record of version " + version,
        () -> find(records(), "/package/version", version));
  }

  private JsonNode awaitMessage(String recordId) throws IOException, InterruptedException {
    return await(
        "no message about record " + recordId,
        () -> {
          for (JsonNode delivery : client.control("/_sandbox/deliveries")) {
            if (delivery.path("topic").asText().equals(peopleTopic)
                && delivery.at("/attributes/recordId").asText().equals(recordId)) {
              return Optional.of(delivery);
            }
          }
          return Optional.empty();
        });
  }

  private List<JsonNode> records() throws IOException, InterruptedException {
    ObjectNode query = JSON.createObjectNode().put("TableName", ledgerTable);
    query.put("KeyConditionExpression", "#stream = :stream");
    query.putObject("ExpressionAttributeNames").put("#stream", "stream");
    query.putObject("ExpressionAttributeValues").putObject(":stream").put("S", stream());
    return LedgerItems.records(client.dynamoDb("Query", query));
  }

  private String stream() throws IOException, InterruptedException {
    String owner =
        client
            .codeArtifact("GET", "/v1/domain", Map.of("domain", domain))
            .path("domain")
            .path("owner")
            .asText();
    return "package/" + owner + "/" + domain + "/" + repository + "/pypi//" + PACKAGE;
  }

  private static Optional<JsonNode> find(List<JsonNode> records, String pointer, String value) {
    return records.stream().filter(record -> record.at(pointer).asText().equals(value)).findAny();
  }

  private interface Attempt {
    Optional<JsonNode> get() throws IOException, InterruptedException;
  }

  private static JsonNode await(String problem, Attempt attempt)
      throws IOException, InterruptedException {
    Instant end = Instant.now().plus(LIMIT);
    while (Instant.now().isBefore(end)) {
      Optional<JsonNode> found = attempt.get();
      if (found.isPresent()) {
        return found.get();
      }
      Thread.sleep(POLL);
    }
    throw new IOException(
        problem + " after " + LIMIT.toSeconds() + " s; the functions' logs say more");
  }

  private static Duration since(Instant start) {
    return Duration.between(start, Instant.now());
  }
}
