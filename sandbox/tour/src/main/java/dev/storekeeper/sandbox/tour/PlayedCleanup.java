package dev.storekeeper.sandbox.tour;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A cleanup, played once: prereleases grow old, a plan finds them, a person approves it, they are
 * archived, deleted after their grace, and one of them is restored and installed with pip.
 */
final class PlayedCleanup {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final List<String> VERSIONS =
      List.of(
          "1.0rc1", "1.0rc2", "1.0", "1.1rc1", "1.1", "1.2rc1", "1.2", "2.0rc1", "2.0", "2.1rc1",
          "2.1");
  private static final String RESTORED = "1.0rc2";
  private static final Duration LIMIT = Duration.ofSeconds(90);
  private static final Duration POLL = Duration.ofMillis(200);

  private final SandboxClient client;
  private final Terminal terminal;
  private final CommandLine commands;
  private final String ledgerTable;
  private final Path folder;

  /**
   * A cleanup of the tour's repository.
   *
   * @param folder where what is installed goes
   */
  PlayedCleanup(
      SandboxClient client,
      Terminal terminal,
      CommandLine commands,
      String ledgerTable,
      Path folder) {
    this.client = client;
    this.terminal = terminal;
    this.commands = commands;
    this.ledgerTable = ledgerTable;
    this.folder = folder;
  }

  void play() throws IOException, InterruptedException {
    terminal.heading("Cleaning up: half a year of prereleases that nobody needs any more");
    String name = "acme-colours-" + packages();
    Instant publish = Instant.now();
    String token = token();
    for (String version : VERSIONS) {
      client.upload(endpoint(), token, Multipart.uploadOf(new SampleWheel(name, version, 0)));
    }
    terminal.step("published", name + " in " + VERSIONS.size() + " versions", since(publish));
    awaitRecord(name, "2.1", "package-version.published");
    pass(Duration.ofDays(190), "half a year passes");

    show("A plan; nothing has changed yet", List.of("plan", TourOptions.DOMAIN));
    JsonNode plan = read(String.join("", commands.run(List.of("show", "--json")))).path("plan");
    show(
        "A person looks at it and approves it by its hash",
        List.of(
            "approve",
            plan.path("id").asText(),
            "--hash",
            plan.path("hash").asText().replace("sha256:", "").substring(0, 12)));

    pass(Duration.ofDays(8), "the notice of a week passes");
    awaitRecord(name, RESTORED, "cleanup.archived");
    terminal.line("  Archived: pip no longer finds them, and one call gives them back.");
    pass(Duration.ofDays(15), "the grace of two weeks passes");
    awaitRecord(name, RESTORED, "cleanup.deleted");

    String coordinates =
        TourOptions.DOMAIN + "/" + TourOptions.REPOSITORY + "/pypi/-/" + name + "/" + RESTORED;
    show("Why did it go?", List.of("explain", coordinates));
    show("Somebody needs it after all", List.of("restore", coordinates));
    awaitRecord(name, RESTORED, "cleanup.restored");
    Instant install = Instant.now();
    terminal.step(
        "installed",
        new PipInstall(folder).install(pipConfiguration(), name + "==" + RESTORED),
        since(install));
  }

  private void show(String title, List<String> arguments) throws IOException, InterruptedException {
    terminal.heading(title);
    terminal.line("  $ " + CommandLine.shown(arguments));
    terminal.lines(commands.run(arguments));
  }

  private void pass(Duration time, String what) throws IOException, InterruptedException {
    Instant start = Instant.now();
    ObjectNode body =
        JSON.createObjectNode()
            .put("advance", time.toString())
            .put("skip", true)
            .put("settle", true);
    String now = client.control("/_sandbox/clock", body).path("time").asText();
    terminal.step("waited", what + ": it is " + now.substring(0, 10), since(start));
  }

  private int packages() throws IOException, InterruptedException {
    return client
        .codeArtifact(
            "POST",
            "/v1/packages",
            Map.of(
                "domain", TourOptions.DOMAIN,
                "repository", TourOptions.REPOSITORY,
                "max-results", "1000"))
        .path("packages")
        .size();
  }

  private String token() throws IOException, InterruptedException {
    return client
        .codeArtifact("POST", "/v1/authorization-token", Map.of("domain", TourOptions.DOMAIN))
        .path("authorizationToken")
        .asText();
  }

  private URI endpoint() throws IOException, InterruptedException {
    return URI.create(
        client
            .codeArtifact(
                "GET",
                "/v1/repository/endpoint",
                Map.of(
                    "domain", TourOptions.DOMAIN,
                    "repository", TourOptions.REPOSITORY,
                    "format", "pypi"))
            .path("repositoryEndpoint")
            .asText());
  }

  private String pipConfiguration() throws IOException, InterruptedException {
    URI uri = endpoint();
    return "[global]\nindex-url = http://aws:%s@%s%ssimple/\n"
        .formatted(token(), uri.getAuthority(), uri.getPath());
  }

  private void awaitRecord(String name, String version, String type)
      throws IOException, InterruptedException {
    Instant end = Instant.now().plus(LIMIT);
    Instant start = Instant.now();
    while (Instant.now().isBefore(end)) {
      for (JsonNode record : records(type)) {
        if (record.at("/package/name").asText().equals(name)
            && record.at("/package/version").asText().equals(version)) {
          terminal.step("recorded", type + " of " + name + " " + version, since(start));
          return;
        }
      }
      Thread.sleep(POLL);
    }
    throw new IOException(
        "no ledger record "
            + type
            + " of "
            + name
            + " "
            + version
            + " after "
            + LIMIT.toSeconds()
            + " s; the functions' logs say more");
  }

  /** The newest records of a type. */
  private List<JsonNode> records(String type) throws IOException, InterruptedException {
    ObjectNode query = JSON.createObjectNode().put("TableName", ledgerTable);
    query.put("IndexName", "by-type").put("ScanIndexForward", false).put("Limit", 50);
    query.put("KeyConditionExpression", "#type = :type");
    query.putObject("ExpressionAttributeNames").put("#type", "type");
    query.putObject("ExpressionAttributeValues").putObject(":type").put("S", type);
    List<JsonNode> found = new ArrayList<>();
    for (JsonNode item : client.dynamoDb("Query", query).path("Items")) {
      ObjectNode get = JSON.createObjectNode().put("TableName", ledgerTable);
      ObjectNode key = get.putObject("Key");
      key.set("stream", item.path("stream"));
      key.set("position", item.path("position"));
      Optional.ofNullable(client.dynamoDb("GetItem", get).at("/Item/record/S").textValue())
          .ifPresent(text -> found.add(read(text)));
    }
    return found;
  }

  private static JsonNode read(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the ledger holds what is no JSON", e);
    }
  }

  private static Duration since(Instant start) {
    return Duration.between(start, Instant.now());
  }
}
