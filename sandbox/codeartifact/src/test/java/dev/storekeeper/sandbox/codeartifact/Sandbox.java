package dev.storekeeper.sandbox.codeartifact;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.codeartifact.CodeartifactClient;
import software.amazon.awssdk.services.codeartifact.model.UpstreamRepository;

/** A real server on a free port with a client, a clock and the events that it sent. */
final class Sandbox implements AutoCloseable {
  static final String ACCOUNT = "111111111111";
  static final String REGION = "eu-west-1";
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration LOOK_AGAIN = Duration.ofMillis(2);

  final ManualClock clock = new ManualClock();
  final List<ObjectNode> events = Collections.synchronizedList(new ArrayList<>());
  final CodeArtifactServer server;
  final CodeartifactClient client;
  private final HttpClient http = HttpClient.newHttpClient();

  Sandbox(Path state) throws IOException {
    this(state, options -> options);
  }

  Sandbox(Path state, UnaryOperator<ServerOptions> configuration) throws IOException {
    ServerOptions options =
        ServerOptions.of(0, state, REGION, ACCOUNT)
            .withProtocols(List.of(new RawProtocol()))
            .withClock(clock)
            .withQuotas(RequestQuotas.NONE)
            .withListener(events::add);
    server = CodeArtifactServer.start(configuration.apply(options));
    client = client(server.baseUri());
  }

  static CodeartifactClient client(URI endpoint) {
    return CodeartifactClient.builder()
        .endpointOverride(endpoint)
        .region(Region.of(REGION))
        .credentialsProvider(AnonymousCredentialsProvider.create())
        .httpClient(UrlConnectionHttpClient.create())
        .overrideConfiguration(override -> override.retryStrategy(AwsRetryStrategy.doNotRetry()))
        .build();
  }

  /** Creates domain {@code acme} with repository {@code releases}. */
  Sandbox withRepository() {
    client.createDomain(request -> request.domain("acme"));
    client.createRepository(request -> request.domain("acme").repository("releases"));
    return this;
  }

  String token() {
    return client.getAuthorizationToken(request -> request.domain("acme")).authorizationToken();
  }

  URI endpoint(String repository, String rest) {
    return server.baseUri().resolve("/acme-" + ACCOUNT + "/pypi/" + repository + "/" + rest);
  }

  HttpResponse<String> put(String token, String repository, String rest, String content) {
    return send(
        HttpRequest.newBuilder(endpoint(repository, rest))
            .header("Authorization", "Bearer " + token)
            .PUT(BodyPublishers.ofString(content))
            .build());
  }

  /** Publishes an asset to {@code releases}, which must succeed. */
  void publish(String name, String version, String asset, String content) {
    publishTo("releases", name + "/" + version + "/" + asset, content);
  }

  /** Publishes {@code package/version/asset}, which must succeed. */
  void publishTo(String repository, String path, String content) {
    HttpResponse<String> response = put(token(), repository, path, content);
    if (response.statusCode() != 201) {
      throw new AssertionError(response.statusCode() + ": " + response.body());
    }
  }

  /** Creates domain {@code acme}, if there is none, with a repository. */
  Sandbox withRepository(String name, String... upstreams) {
    if (client.listDomains(request -> {}).domains().isEmpty()) {
      client.createDomain(request -> request.domain("acme"));
    }
    client.createRepository(request ->
        request
            .domain("acme")
            .repository(name)
            .upstreams(
                Stream.of(upstreams)
                    .map(upstream -> UpstreamRepository.builder().repositoryName(upstream).build())
                    .toList()));
    return this;
  }

  HttpResponse<String> get(String token, String rest) {
    return get(token, "releases", rest);
  }

  HttpResponse<String> get(String token, String repository, String rest) {
    return send(
        HttpRequest.newBuilder(endpoint(repository, rest))
            .header("Authorization", "Bearer " + token)
            .build());
  }

  HttpResponse<String> send(HttpRequest request) {
    try {
      return http.send(request, BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The events so far, when all were delivered. */
  List<ObjectNode> deliveredEvents() {
    await(() -> server.handler().waitingEvents() == 0);
    return List.copyOf(events);
  }

  /** Waits until the trail has all calls, which are recorded only after their answers came. */
  void settle() {
    await(() -> server.handler().unrecordedCalls() == 0);
  }

  /** The detail of the last event, when all were delivered. */
  JsonNode lastDetail() {
    return deliveredEvents().getLast().path("detail");
  }

  /** Waits a bounded time for something that other threads bring about. */
  static void await(BooleanSupplier condition) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("Nothing happened in " + PATIENCE.toSeconds() + " seconds");
      }
      LockSupport.parkNanos(LOOK_AGAIN.toNanos());
    }
  }

  @Override
  public void close() throws IOException {
    client.close();
    http.close();
    server.close();
  }
}
