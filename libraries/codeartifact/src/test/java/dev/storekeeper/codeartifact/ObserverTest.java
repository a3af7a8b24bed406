package dev.storekeeper.codeartifact;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.retry.RetryMode;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.codeartifact.CodeartifactClient;

class ObserverTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-03-04T10:15:42Z"), ZoneOffset.UTC);
  private static final String SHA_256 = "ab".repeat(32);
  private static final String DESCRIPTION =
      """
      {"packageVersion":{"format":"npm","namespace":"acme","packageName":"ui","displayName":"UI",
       "version":"1.0.0","summary":"Widgets","publishedTime":1772619328.5,
       "licenses":[{"name":"MIT","url":"https://example.com/mit"},{"name":"Apache-2.0"}],
       "revision":"r1","status":"Published",
       "origin":{"originType":"INTERNAL","domainEntryPoint":{"repositoryName":"releases"}}}}
      """;

  private final List<String> requests = Collections.synchronizedList(new ArrayList<>());
  private Reply description = new Reply(200, DESCRIPTION);
  private Reply assets = new Reply(200, page(1, 0, ""));
  private Optional<Reply> secondPage = Optional.empty();
  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void aVersionIsObservedWithItsAssets() {
    Observation observation = observe("acme");

    assertThat(observation)
        .isEqualTo(
            new Observation(
                CLOCK.instant(),
                Observation.Outcome.COMPLETE,
                Optional.empty(),
                OriginType.INTERNAL,
                List.of(
                    new License(Optional.of("MIT"), Optional.of("https://example.com/mit")),
                    new License(Optional.of("Apache-2.0"), Optional.empty())),
                List.of(new Asset("asset-0", 10, Optional.of(SHA_256))),
                Optional.of("UI"),
                Optional.of("Widgets"),
                Optional.of(Instant.parse("2026-03-04T10:15:28.500Z"))));
    assertThat(requests.getFirst())
        .startsWith("GET /v1/package/version?")
        .contains("domain-owner=111111111111", "namespace=acme", "version=1.0.0");
  }

  @Test
  void withoutANamespaceNoneIsAskedFor() {
    observe("");

    assertThat(requests).hasSize(2).noneMatch(request -> request.contains("namespace"));
  }

  @Test
  void allPagesOfAssetsAreRead() {
    assets = new Reply(200, page(100, 0, "next"));
    secondPage = Optional.of(new Reply(200, page(30, 100, "")));

    assertThat(observe("acme").assets()).hasSize(130).doesNotHaveDuplicates();
  }

  @Test
  void noMoreThanFiveHundredAssetsAreReadAndTheRestIsMentioned() {
    assets = new Reply(200, page(100, 0, "next"));
    secondPage = Optional.of(new Reply(200, page(100, 100, "next")));

    Observation observation = observe("acme");

    assertThat(observation.assets()).hasSize(500);
    assertThat(observation.outcome()).isEqualTo(Observation.Outcome.PARTIAL);
    assertThat(observation.problem()).contains("only the first 500 assets were read");
    assertThat(requests).hasSize(6);
  }

  @Test
  void pagesWithoutEndAndAssetsComeToAnEnd() {
    assets = new Reply(200, page(0, 0, "next"));
    secondPage = Optional.of(assets);

    assertThat(observe("acme").problem()).contains("only the first 20 pages of assets were read");
  }

  @Test
  void aVersionThatIsGoneIsAFailureAndItsAssetsAreNotAskedFor() {
    description = error(404, "ResourceNotFoundException", "no such version");

    Observation observation = observe("acme");

    assertThat(observation.outcome()).isEqualTo(Observation.Outcome.FAILED);
    assertThat(observation.problem())
        .contains("DescribePackageVersion: ResourceNotFoundException: no such version");
    assertThat(observation.origin()).isEqualTo(OriginType.UNKNOWN);
    assertThat(requests).hasSize(1);
  }

  @Test
  void whatOneCallDeniesTheOtherMayStillSay() {
    description = error(403, "AccessDeniedException", "not you");

    Observation observation = observe("acme");

    assertThat(observation.outcome()).isEqualTo(Observation.Outcome.PARTIAL);
    assertThat(observation.problem())
        .contains("DescribePackageVersion: AccessDeniedException: not you");
    assertThat(observation.assets()).hasSize(1);
  }

  @Test
  void bothCallsDeniedIsAFailureThatNamesBoth() {
    description = error(403, "AccessDeniedException", "not you");
    assets = error(403, "AccessDeniedException", "nor this");

    Observation observation = observe("acme");

    assertThat(observation.outcome()).isEqualTo(Observation.Outcome.FAILED);
    assertThat(observation.problem().orElseThrow())
        .contains("DescribePackageVersion: ", "ListPackageVersionAssets: ", "nor this");
  }

  @Test
  void aPageThatFailsKeepsTheEarlierOnes() {
    assets = new Reply(200, page(2, 0, "next"));
    secondPage = Optional.of(error(403, "AccessDeniedException", "not you"));

    Observation observation = observe("acme");

    assertThat(observation.outcome()).isEqualTo(Observation.Outcome.PARTIAL);
    assertThat(observation.assets()).hasSize(2);
    assertThat(observation.origin()).isEqualTo(OriginType.INTERNAL);
  }

  @Test
  void throttledCallsAreTriedThreeTimesAndThenRecorded() {
    assets = error(429, "ThrottlingException", "slow down");

    Observation observation = observe("acme");

    assertThat(observation.problem())
        .contains("ListPackageVersionAssets: ThrottlingException: slow down");
    assertThat(requests).hasSize(1 + 3);
  }

  @Test
  void aServiceThatCannotBeReachedIsAFailure() {
    server.stop(0);

    assertThat(observe("acme").outcome()).isEqualTo(Observation.Outcome.FAILED);
  }

  @Test
  void anOriginThatIsNewToUsIsUnknown() {
    description = new Reply(200, DESCRIPTION.replace("INTERNAL", "SIDEWAYS"));

    assertThat(observe("acme").origin()).isEqualTo(OriginType.UNKNOWN);
  }

  @Test
  void longTextsAreCutBetweenCharacters() {
    description =
        new Reply(200, DESCRIPTION.replace("Widgets", "x" + "\\ud83d\\ude00".repeat(2000)));

    assertThat(observe("acme").summary().orElseThrow()).hasSize(1999).endsWith("\ud83d\ude00");
  }

  private Observation observe(String namespace) {
    PackageCoordinates coordinates =
        new PackageCoordinates(
            "eu-west-1",
            "111111111111",
            "acme",
            "releases",
            Optional.empty(),
            "npm",
            namespace,
            "ui");
    try (CodeartifactClient client =
        CodeartifactClient.builder()
            .region(Region.EU_WEST_1)
            .endpointOverride(URI.create("http://127.0.0.1:" + server.getAddress().getPort()))
            .credentialsProvider(
                StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
            .httpClient(UrlConnectionHttpClient.create())
            .overrideConfiguration(configuration ->
                configuration
                    .retryStrategy(RetryMode.STANDARD)
                    .apiCallTimeout(Duration.ofSeconds(20)))
            .build()) {
      return new Observer(client, CLOCK).observe(new PackageVersion(coordinates, "1.0.0"));
    }
  }

  private void answer(HttpExchange exchange) throws IOException {
    String uri = exchange.getRequestURI().toString();
    requests.add(exchange.getRequestMethod() + " " + uri);
    boolean later = uri.contains("next-token=");
    Reply reply =
        !uri.startsWith("/v1/package/version/assets")
            ? description
            : later ? secondPage.orElseThrow() : assets;
    byte[] bytes = reply.body().getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    reply.error().ifPresent(e -> exchange.getResponseHeaders().set("x-amzn-ErrorType", e));
    exchange.sendResponseHeaders(reply.status(), bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private static String page(int count, int first, String nextToken) {
    return IntStream.range(first, first + count)
        .mapToObj(i ->
            "{\"name\":\"asset-%d\",\"size\":10,\"hashes\":{\"MD5\":\"0\",\"SHA-256\":\"%s\"}}"
                .formatted(i, SHA_256))
        .collect(
            Collectors.joining(
                ",",
                "{\"assets\":[",
                "]" + (nextToken.isEmpty() ? "" : ",\"nextToken\":\"next\"") + "}"));
  }

  private static Reply error(int status, String code, String message) {
    return new Reply(status, "{\"message\":\"" + message + "\"}", Optional.of(code));
  }

  private record Reply(int status, String body, Optional<String> error) {
    Reply(int status, String body) {
      this(status, body, Optional.empty());
    }
  }
}
