package dev.storekeeper.token.vending;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.codeartifact.CodeartifactClient;
import software.amazon.awssdk.services.sts.StsClient;

/** STS and CodeArtifact on loopback, as far as vending calls them. */
final class FakeAws {
  static final String SECRET = "eyJ2ZXIiOjEsImZha2UiOjF9.fake-token";
  private static final Instant EXPIRES = Instant.parse("2026-11-25T12:30:00Z");

  /** A request: path and query, body, and how it was signed. */
  record Request(String target, String body, String authorization, String sessionToken) {}

  private record Failure(int status, String code) {}

  private final List<Request> requests = new CopyOnWriteArrayList<>();
  private final HttpServer server;
  private volatile Optional<Failure> sts = Optional.empty();
  private volatile Optional<Failure> stsOnce = Optional.empty();
  private volatile Optional<Failure> codeArtifact = Optional.empty();
  private volatile String token = SECRET;

  private FakeAws(HttpServer server) {
    this.server = server;
    server.createContext("/", this::answer);
    server.start();
  }

  static FakeAws start() throws IOException {
    return new FakeAws(
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 16));
  }

  void stop() {
    server.stop(0);
  }

  List<Request> requests() {
    return List.copyOf(requests);
  }

  /** The parameters of a request to STS. */
  Map<String, String> form(int index) {
    Map<String, String> form = new HashMap<>();
    for (String pair : requests.get(index).body().split("&", -1)) {
      String[] parts = pair.split("=", 2);
      form.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
    }
    return form;
  }

  void failSts(int status, String code) {
    sts = Optional.of(new Failure(status, code));
  }

  void failStsOnce(int status, String code) {
    stsOnce = Optional.of(new Failure(status, code));
  }

  void failCodeArtifact(int status, String code) {
    codeArtifact = Optional.of(new Failure(status, code));
  }

  void answerToken(String text) {
    token = text;
  }

  StsClient sts() {
    return configure(StsClient.builder()).build();
  }

  CodeartifactClient codeArtifact() {
    return configure(CodeartifactClient.builder()).build();
  }

  private <B extends AwsSyncClientBuilder<B, ?> & AwsClientBuilder<B, ?>> B configure(B builder) {
    return builder
        .region(Region.EU_WEST_1)
        .endpointOverride(URI.create("http://127.0.0.1:" + server.getAddress().getPort()))
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("AKIAOWN", "own")))
        .overrideConfiguration(override -> override.retryStrategy(AwsRetryStrategy.doNotRetry()))
        .httpClient(UrlConnectionHttpClient.create());
  }

  private void answer(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    requests.add(
        new Request(
            exchange.getRequestURI().toString(),
            body,
            String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")),
            String.valueOf(exchange.getRequestHeaders().getFirst("X-Amz-Security-Token"))));
    if (body.contains("Action=AssumeRole")) {
      assumeRole(exchange);
    } else {
      codeArtifact(exchange);
    }
  }

  private void assumeRole(HttpExchange exchange) throws IOException {
    Optional<Failure> failure = stsOnce.isPresent() ? stsOnce : sts;
    stsOnce = Optional.empty();
    if (failure.isPresent()) {
      send(
          exchange,
          failure.get().status(),
          "<ErrorResponse xmlns=\"https://sts.amazonaws.com/doc/2011-06-15/\"><Error><Code>"
              + failure.get().code()
              + "</Code><Message>no</Message></Error></ErrorResponse>");
      return;
    }
    send(
        exchange,
        200,
        """
        <AssumeRoleResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><AssumeRoleResult>
        <Credentials><AccessKeyId>ASIASESSION</AccessKeyId><SecretAccessKey>secret</SecretAccessKey>
        <SessionToken>the-session</SessionToken><Expiration>2026-11-25T12:15:00Z</Expiration>
        </Credentials></AssumeRoleResult></AssumeRoleResponse>
        """);
  }

  private void codeArtifact(HttpExchange exchange) throws IOException {
    if (codeArtifact.isPresent()) {
      exchange.getResponseHeaders().set("x-amzn-errortype", codeArtifact.get().code());
      send(exchange, codeArtifact.get().status(), "{\"message\":\"no\"}");
      return;
    }
    String query = exchange.getRequestURI().getQuery();
    boolean npm = query.contains("format=npm");
    send(
        exchange,
        200,
        exchange.getRequestURI().getPath().equals("/v1/repository/endpoint")
            ? "{\"repositoryEndpoint\":\"https://acme.example/%s/team/\"}"
                .formatted(npm ? "npm" : "pypi")
            : "{\"authorizationToken\":\"%s\",\"expiration\":%d}"
                .formatted(token, EXPIRES.getEpochSecond()));
  }

  private static void send(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }
}
