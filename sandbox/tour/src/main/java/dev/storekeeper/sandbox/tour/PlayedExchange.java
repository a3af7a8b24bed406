package dev.storekeeper.sandbox.tour;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/**
 * A CI job outside AWS, played once: it exchanges its identity for a token, installs a package with
 * it, and is refused what the trust policy does not give it.
 */
final class PlayedExchange {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int OK = 200;

  private final SandboxClient client;
  private final Terminal terminal;
  private final URI api;
  private final URI provider;
  private final Path folder;

  /**
   * A job of a CI whose identity provider is at a URL, against the endpoint of an API.
   *
   * @param folder where the job keeps its configuration and what it installs
   */
  PlayedExchange(SandboxClient client, Terminal terminal, URI api, URI provider, Path folder) {
    this.client = client;
    this.terminal = terminal;
    this.api = api;
    this.provider = provider;
    this.folder = folder;
  }

  void play() throws IOException, InterruptedException {
    terminal.heading("A pull request's job on GitHub Actions, which has no AWS credentials");
    String audience = client.get(api.resolve("/audience")).path("audience").asText();

    Instant start = Instant.now();
    String identity = identity(audience);
    terminal.step("identity", "an ID token as GitHub gives its jobs", since(start));

    Instant exchange = Instant.now();
    SandboxClient.Answer configuration =
        client.exchange(api, identity, Map.of("scope", "read", "format", "pip"), "text/plain");
    if (configuration.status() != OK) {
      throw new IOException("the exchange was refused: " + configuration.body());
    }
    terminal.step("exchanged", "for a token to read, as a pip.conf", since(exchange));

    Instant install = Instant.now();
    PipInstall pip = new PipInstall(folder);
    terminal.step(
        "installed", pip.install(configuration.body(), PlayedJob.PACKAGE), since(install));

    Instant ask = Instant.now();
    SandboxClient.Answer refusal =
        client.exchange(api, identity(audience), Map.of("scope", "publish"), "application/json");
    if (refusal.status() == OK) {
      throw new IOException("a pull request was given a token to publish");
    }
    terminal.step("refused", "when the same job asks to publish", since(ask));
    show(JSON.readTree(refusal.body()));
  }

  private String identity(String audience) throws IOException, InterruptedException {
    ObjectNode request = JSON.createObjectNode().put("audience", audience);
    request
        .putObject("claims")
        .put("event_name", "pull_request")
        .put("ref", "refs/pull/17/merge")
        .put("ref_protected", "false")
        .put("sub", "repo:octo-org/octo-repo:pull_request");
    return client.post(URI.create(provider + "/token"), request).path("value").asText();
  }

  /** The refusal as the job's log shows it. */
  private void show(JsonNode refusal) {
    terminal.heading("What the job is told");
    terminal.field("code", refusal.path("code").asText());
    terminal.field("means", refusal.path("error_description").asText());
    JsonNode explanation = refusal.path("explain");
    terminal.field("because", explanation.path("summary").asText());
    for (JsonNode failure : explanation.path("failures")) {
      terminal.field(
          failure.path("what").asText(), "found " + failure.path("found").asText("nothing"));
    }
    terminal.field("request", refusal.path("request_id").asText());
    Map<String, String> claims = new TreeMap<>();
    explanation
        .path("claims")
        .properties()
        .forEach(claim -> claims.put(claim.getKey(), claim.getValue().asText()));
    terminal.line("");
    terminal.line("  and shown its own " + claims.size() + " claims, among them");
    for (String name : new String[] {"repository", "event_name", "ref"}) {
      terminal.field(name, claims.getOrDefault(name, ""));
    }
  }

  private static Duration since(Instant start) {
    return Duration.between(start, Instant.now());
  }
}
