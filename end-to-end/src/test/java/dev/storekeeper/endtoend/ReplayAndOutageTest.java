package dev.storekeeper.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.storekeeper.endtoend.TokenEndpoint.Answer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Replay, concurrency and outages, rows 81 to 95 of docs/security.md. */
class ReplayAndOutageTest {
  private static final int PARALLEL = 200;
  @TempDir private static Path folder;
  private static ForgeableIssuer single;
  private static ForgeableIssuer bounded;
  private static ForgeableIssuer off;
  private static TrustedSandbox sandbox;
  private static TokenEndpoint endpoint;

  @BeforeAll
  static void start() throws IOException {
    single = new ForgeableIssuer();
    bounded = new ForgeableIssuer();
    off = new ForgeableIssuer();
    sandbox =
        TrustedSandbox.start(
            folder,
            """
            version: 1
            audience: storekeeper-test
            issuers:
              - { id: single, preset: github-actions, issuer: "%s", require: { repository_owner_id: ["65"] } }
              - { id: bounded, preset: github-actions, issuer: "%s", require: { repository_owner_id: ["65"] }, replay: { max_uses: 3 } }
              - { id: off, preset: github-actions, issuer: "%s", require: { repository_owner_id: ["65"] }, enabled: false }
            statements:
              - id: read
                issuer: [single, bounded, off]
                when: { repository_id: ["74"] }
                grant: { domain: acme, repositories: [team], scopes: [read] }
            """
                .formatted(single.url(), bounded.url(), off.url()));
    endpoint = sandbox.endpoint();
  }

  @AfterAll
  static void stop() {
    if (sandbox != null) {
      sandbox.close();
    }
    single.close();
    bounded.close();
    off.close();
  }

  @AfterEach
  void noFaults() throws Exception {
    faults("DELETE", "");
  }

  @Test
  void aTokenIsTakenOnceWhereItsJobCanHaveAFreshOne() throws Exception {
    String token = token(single);
    assertThat(endpoint.exchange(token).status()).isEqualTo(200);
    Answer again = endpoint.exchange(token);
    assertThat(again.code()).as(again.body()).isEqualTo("token_already_used");
    assertThat(again.json().path("error_description").asText()).contains("fresh");
  }

  @Test
  void aTokenThatIsFixedForItsJobIsTakenAsOftenAsThePolicySays() throws Exception {
    String token = token(bounded);
    for (int use = 0; use < 3; use++) {
      assertThat(endpoint.exchange(token).status()).isEqualTo(200);
    }
    assertThat(endpoint.exchange(token).code()).isEqualTo("token_already_used");
  }

  @Test
  void aTokenWithoutAnIdIsTakenOnceToo() throws Exception {
    ObjectNode claims = single.claims(TrustedSandbox.AUDIENCE);
    claims.remove("jti");
    String token = single.token(claims.put("run_id", "no-jti"));
    assertThat(endpoint.exchange(token).status()).isEqualTo(200);
    assertThat(endpoint.exchange(token).code()).isEqualTo("token_already_used");
  }

  @Test
  void theSameIdFromTwoIssuersIsTwoTokens() throws Exception {
    String first = single.token(single.claims(TrustedSandbox.AUDIENCE).put("jti", "same"));
    String second = bounded.token(bounded.claims(TrustedSandbox.AUDIENCE).put("jti", "same"));
    assertThat(endpoint.exchange(first).status()).isEqualTo(200);
    assertThat(endpoint.exchange(second).status()).isEqualTo(200);
  }

  @Test
  void aUsedTokenInAnotherSpellingIsNoNewToken() throws Exception {
    String token = token(single);
    assertThat(endpoint.exchange(token).status()).isEqualTo(200);
    assertThat(endpoint.exchange(token + "=").code()).isEqualTo("token_rejected");
  }

  @Test
  void aRefusalDoesNotUseATokenUp() throws Exception {
    String token = token(single);
    assertThat(endpoint.exchange(token, "scope", "publish").code()).isEqualTo("invalid_scope");
    assertThat(endpoint.exchange(token, "scope", "read").status()).isEqualTo(200);
  }

  @Test
  void anIssuerThatIsSwitchedOffGetsNothing() throws Exception {
    assertThat(endpoint.exchange(token(off)).code()).isEqualTo("token_rejected");
  }

  @Test
  void twoHundredParallelExchangesOfOneTokenAreOneGrant() throws Exception {
    String token = token(single);
    List<Answer> answers = parallel(() -> endpoint.exchange(token));
    assertThat(answers.stream().filter(answer -> answer.status() == 200)).hasSize(1);
    assertThat(answers.stream().filter(answer -> answer.status() != 200))
        .allSatisfy(answer ->
            assertThat(answer.code())
                .as(answer.toString())
                .isIn("token_already_used", "rate_limited", "upstream_unavailable", ""))
        .anySatisfy(answer -> assertThat(answer.code()).isEqualTo("token_already_used"));
  }

  @ParameterizedTest
  @CsvSource({
    "dynamodb, UpdateItem, throttle",
    "dynamodb, UpdateItem, error",
    "dynamodb, PutItem, error",
    "sts, AssumeRole, throttle",
    "sts, AssumeRole, error",
    "codeartifact, GetAuthorizationToken, throttle",
    "codeartifact, GetAuthorizationToken, error",
  })
  void anOutageIsNeverAGrantAndDoesNotUseTheTokenUp(String service, String operation, String kind)
      throws Exception {
    String token = token(single);
    Set<String> before = grants();
    faults(
        "POST",
        """
        {"service":"%s","operation":"%s","kind":"%s","times":100}
        """
            .formatted(service, operation, kind));

    Answer during = endpoint.exchange(token);

    assertThat(during.status()).as(during.body()).isEqualTo(503);
    assertThat(during.code()).isEqualTo("upstream_unavailable");
    assertThat(during.head()).containsIgnoringCase("retry-after: ");
    assertThat(grants()).isEqualTo(before);
    faults("DELETE", "");
    Answer after = endpoint.exchange(token);
    assertThat(after.status()).as(after.body()).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource({
    "dynamodb, UpdateItem",
    "dynamodb, PutItem",
    "sts, AssumeRole",
    "codeartifact, GetAuthorizationToken",
  })
  void anAnswerThatIsLostInsideIsAskedForAgainAndIsOneGrant(String service, String operation)
      throws Exception {
    String token = token(single);
    Set<String> before = grants();
    faults(
        "POST",
        """
        {"service":"%s","operation":"%s","kind":"lost-response","times":1}
        """
            .formatted(service, operation));

    Answer answer = endpoint.exchange(token);

    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    assertThat(endpoint.exchange(token).code()).isEqualTo("token_already_used");
    Set<String> after = grants();
    after.removeAll(before);
    assertThat(after).hasSize(1);
  }

  @Test
  void aFloodOfGarbageIsRecordedInABoundedWayAndAsksNobody() throws Exception {
    int flood = 300;
    Answer one = endpoint.exchange("garbage");
    assertThat(one.code()).isEqualTo("token_rejected");
    long before = denialsRecorded();
    List<Answer> answers = new ArrayList<>();
    for (int i = 0; i < flood; i++) {
      answers.add(endpoint.exchange("garbage-" + i));
    }
    long refused = answers.stream().filter(a -> a.code().equals("token_rejected")).count();
    assertThat(refused).isPositive();
    assertThat(denialsRecorded() - before).isLessThan(100);
    assertThat(single.keyRequests()).isLessThan(10);
  }

  private long denialsRecorded() throws Exception {
    return sandbox.running().recordsOfType("token.denied").size();
  }

  private static String token(ForgeableIssuer issuer) {
    return issuer.token(issuer.claims(TrustedSandbox.AUDIENCE));
  }

  private static Set<String> grants() throws Exception {
    Set<String> ids = new HashSet<>();
    for (JsonNode record : sandbox.running().recordsOfType("token.granted")) {
      ids.add(record.path("id").asText());
    }
    return ids;
  }

  interface Call {
    Answer send() throws Exception;
  }

  private static List<Answer> parallel(Call call) throws Exception {
    CountDownLatch ready = new CountDownLatch(1);
    List<Future<Answer>> running = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < PARALLEL; i++) {
        running.add(
            threads.submit(() -> {
              ready.await();
              return call.send();
            }));
      }
      ready.countDown();
      List<Answer> answers = new ArrayList<>();
      for (Future<Answer> future : running) {
        answers.add(future.get());
      }
      return answers;
    }
  }

  private static void faults(String method, String body) throws Exception {
    URI uri = sandbox.running().sandbox().endpoint().resolve("/_sandbox/faults");
    try (HttpClient http = HttpClient.newHttpClient()) {
      HttpResponse<String> response =
          http.send(
              HttpRequest.newBuilder(uri)
                  .timeout(Duration.ofSeconds(10))
                  .header("Content-Type", "application/json")
                  .method(method, BodyPublishers.ofString(body))
                  .build(),
              BodyHandlers.ofString());
      assertThat(response.statusCode()).as(response.body()).isLessThan(300);
    }
  }
}
