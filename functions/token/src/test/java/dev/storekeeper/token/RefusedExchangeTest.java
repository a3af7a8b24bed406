package dev.storekeeper.token;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.storekeeper.ledger.LedgerRecord;
import dev.storekeeper.token.Endpoint.Answer;
import dev.storekeeper.token.exchange.Limits;
import dev.storekeeper.token.vending.VendingException;
import dev.storekeeper.trust.DenialReason;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Well-formed exchanges that are refused, and what is left of them. */
class RefusedExchangeTest {
  private final Endpoint endpoint = new Endpoint();

  @Test
  void whateverIsWrongWithATokenTheCallerHearsTheSame() {
    ObjectNode otherIssuer = claims().put("iss", "https://evil.example");
    ObjectNode otherAudience = claims().put("aud", "sts.amazonaws.com");
    ObjectNode tooOld = claims().put("iat", Endpoint.NOW.minusSeconds(86_400).getEpochSecond());
    String good = endpoint.token("1");
    List<Answer> answers =
        List.of(
            send("garbage"),
            send(good.substring(0, good.length() - 8) + "AAAAAAAA"),
            send(Tokens.sign(otherIssuer)),
            send(Tokens.sign(otherAudience)),
            send(Tokens.sign(tooOld)));
    assertThat(answers)
        .allSatisfy(answer -> {
          assertThat(answer.status()).isEqualTo(400);
          assertThat(answer.json().path("code").asText()).isEqualTo("token_rejected");
          assertThat(answer.json().path("error").asText()).isEqualTo("invalid_request");
          assertThat(answer.json().has("explain")).isFalse();
        });
    assertThat(answers)
        .extracting(answer -> answer.json().path("error_description").asText())
        .containsOnly(answers.getFirst().json().path("error_description").asText());
    assertThat(endpoint.ledger.records("token.denied"))
        .extracting(record -> record.data().path("reason").asText())
        .containsExactly("envelope", "signature", "unknown-issuer", "audience", "lifetime");
    assertThat(endpoint.ledger.records("token.denied").get(2).data().path("unverifiedIssuer"))
        .hasToString("\"https://evil.example\"");
    assertThat(endpoint.steps).isEmpty();
  }

  @Test
  void anExpiredTokenIsSaidToBeExpired() {
    String token = endpoint.token("1");
    endpoint.clock.advance(Duration.ofMinutes(6));
    Answer answer = send(token);
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json().path("code").asText()).isEqualTo("token_expired");
  }

  @Test
  void inHeaderModeTheAnswersAreThoseOfRfc6750() {
    Answer rejected = sendInHeader("aaaa.bbbb.cccc");
    assertThat(rejected.status()).isEqualTo(401);
    assertThat(rejected.json().path("error").asText()).isEqualTo("invalid_token");
    assertThat(rejected.header("www-authenticate"))
        .startsWith("Bearer realm=\"storekeeper\", error=\"invalid_token\"");

    endpoint.policy = (token, request) -> Endpoint.denied(DenialReason.NOT_ALLOWED);
    Answer denied = sendInHeader(endpoint.token("1"));
    assertThat(denied.status()).isEqualTo(403);
    assertThat(denied.json().path("error").asText()).isEqualTo("insufficient_scope");

    Answer missing = endpoint.send(Events.request("POST", "/token"));
    assertThat(missing.status()).isEqualTo(401);
    assertThat(missing.header("www-authenticate")).isEqualTo("Bearer realm=\"storekeeper\"");
  }

  @Test
  void aDenialIsExplainedAndSpendsNothing() {
    endpoint.policy = (token, request) -> Endpoint.denied(DenialReason.NOT_ALLOWED);
    String token = endpoint.token("1");
    Answer denied = send(token);
    assertThat(denied.status()).isEqualTo(400);
    assertThat(denied.json().path("code").asText()).isEqualTo("not_allowed");
    JsonNode explain = denied.json().path("explain");
    assertThat(explain.path("statement").asText()).isEqualTo("main-may-publish");
    assertThat(explain.at("/claims/ref").asText()).isEqualTo("refs/heads/dev");
    assertThat(explain.at("/failures/0/what").asText()).isEqualTo("ref");
    assertThat(explain.at("/failures/0/expected").asText()).isEqualTo("refs/heads/main");

    JsonNode data = endpoint.ledger.records("token.denied").getFirst().data();
    assertThat(data.at("/failures/0").asText()).isEqualTo("ref");
    assertThat(data.path("code").asText()).isEqualTo("not_allowed");
    assertThat(endpoint.steps).containsExactly("decide");

    endpoint.policy = (verified, request) -> Endpoint.allowed(request);
    assertThat(send(token).status()).isEqualTo(200);
  }

  @Test
  void moreThanTheGrantIsNamedAsSuch() {
    endpoint.policy = (token, request) -> Endpoint.denied(DenialReason.INVALID_SCOPE);
    assertThat(send(endpoint.token("1")).json().path("error").asText()).isEqualTo("invalid_scope");
    endpoint.policy = (token, request) -> Endpoint.denied(DenialReason.INVALID_TARGET);
    assertThat(send(endpoint.token("1")).json().path("error").asText()).isEqualTo("invalid_target");
  }

  @Test
  void thePolicyDecidesOnTheAccountThatAResourceNames() {
    endpoint.policy =
        (token, request) -> {
          assertThat(request.domainOwner()).contains("999999999999");
          return Endpoint.denied(DenialReason.INVALID_TARGET);
        };
    Answer other = send(endpoint.token("2"), "resource", arn("999999999999"));
    assertThat(other.json().path("code").asText()).isEqualTo("invalid_target");
    assertThat(endpoint.steps).containsExactly("decide");
  }

  @Test
  void aTokenIsExchangedOnce() {
    String token = endpoint.token("1");
    assertThat(send(token).status()).isEqualTo(200);
    Answer again = send(token);
    assertThat(again.status()).isEqualTo(400);
    assertThat(again.json().path("code").asText()).isEqualTo("token_already_used");
    assertThat(again.json().path("error_description").asText()).contains("fresh");
    assertThat(endpoint.steps).filteredOn("vend"::equals).hasSize(1);
    assertThat(endpoint.log()).contains("\"Replays\":1");
  }

  @Test
  void aFailureOfAwsGivesTheTokenBack() {
    endpoint.vendingFailure =
        Optional.of(new VendingException(true, "sts-Throttling", new IllegalStateException()));
    String token = endpoint.token("1");
    Answer failed = send(token);
    assertThat(failed.status()).isEqualTo(503);
    assertThat(failed.header("retry-after")).isEqualTo("2");
    assertThat(failed.json().path("error").asText()).isEqualTo("temporarily_unavailable");
    assertThat(failed.json().path("code").asText()).isEqualTo("upstream_unavailable");
    assertThat(endpoint.steps).endsWith("claim", "vend", "release");
    assertThat(endpoint.ledger.records("token.failed").getFirst().data().path("reason").asText())
        .isEqualTo("sts-Throttling");

    endpoint.vendingFailure = Optional.empty();
    assertThat(send(token).status()).isEqualTo(200);
  }

  @Test
  void aFaultOfTheOperatorIsNamedInTheRecordOnly() {
    endpoint.vendingFailure =
        Optional.of(new VendingException(false, "sts-AccessDenied", new IllegalStateException()));
    Answer failed = send(endpoint.token("1"));
    assertThat(failed.status()).isEqualTo(500);
    assertThat(failed.json().path("code").asText()).isEqualTo("internal");
    assertThat(failed.json().path("error").asText()).isEqualTo("server_error");
    assertThat(failed.text()).doesNotContain("AccessDenied");
    assertThat(endpoint.ledger.records("token.failed").getFirst().data().path("reason").asText())
        .isEqualTo("sts-AccessDenied");
    assertThat(endpoint.steps).endsWith("release");
  }

  @Test
  void aBugGivesTheTokenBackAndSaysNothing() {
    endpoint.bug = Optional.of(new IllegalStateException("a detail of the inside"));
    Answer failed = send(endpoint.token("1"));
    assertThat(failed.status()).isEqualTo(500);
    assertThat(failed.text()).doesNotContain("inside");
    assertThat(endpoint.log()).contains("a detail of the inside");
    assertThat(endpoint.steps).endsWith("release");
  }

  @Test
  void endpointsThatCannotBeHadSpendNothing() {
    endpoint.endpointFailure =
        Optional.of(new VendingException(true, "aws-no-answer", new IllegalStateException()));
    assertThat(send(endpoint.token("1"), "format", "pip").status()).isEqualTo(503);
    assertThat(endpoint.steps).doesNotContain("claim");
  }

  @Test
  void aBrokenStoreGrantsNothing() {
    endpoint.stateBroken = true;
    assertThat(send(endpoint.token("1")).status()).isEqualTo(503);
    assertThat(endpoint.steps).doesNotContain("vend");
  }

  @Test
  void withoutARecordThereIsNoToken() {
    endpoint.ledger.failNext(1);
    String token = endpoint.token("1");
    Answer failed = send(token);
    assertThat(failed.status()).isEqualTo(503);
    assertThat(failed.text()).doesNotContain(Endpoint.SECRET);
    assertThat(endpoint.steps).endsWith("vend", "release");
    assertThat(send(token).status()).isEqualTo(200);
  }

  @Test
  void aDenialIsAnsweredAlsoIfItCannotBeRecorded() {
    endpoint.counts.breakDown();
    Answer denied = send("garbage");
    assertThat(denied.status()).isEqualTo(400);
    assertThat(endpoint.ledger.records()).isEmpty();
    assertThat(endpoint.log()).contains("\"UnrecordedRefusals\":1", "could not be recorded");
  }

  @Test
  void aStormOfDenialsIsCountedExactlyAndRecordedWithinBounds() {
    for (int i = 0; i < 10_000; i++) {
      ObjectNode event = Events.exchange("garbage" + i);
      ((ObjectNode) event.at("/requestContext/http")).put("sourceIp", "10.0." + i / 50 + ".1");
      assertThat(endpoint.send(event).status()).isEqualTo(400);
    }
    assertThat(endpoint.ledger.records()).hasSize(20);

    endpoint.clock.advance(Duration.ofMinutes(10));
    endpoint.send(Events.sample("token-denials-schedule.json"));
    endpoint.send(Events.sample("token-denials-schedule.json"));
    List<LedgerRecord> counted = endpoint.ledger.records("token.denials-counted");
    assertThat(counted).hasSize(1);
    assertThat(counted.getFirst().data().path("total").asLong()).isEqualTo(10_000);
    assertThat(counted.getFirst().data().at("/counts/0/code").asText()).isEqualTo("token_rejected");
  }

  @Test
  void anAddressThatAsksTooOftenHasToWait() {
    Answer answer = send("garbage");
    for (int i = 0; i < Limits.ADDRESS_AT_ONCE; i++) {
      answer = send("garbage");
    }
    assertThat(answer.status()).isEqualTo(429);
    assertThat(answer.json().path("code").asText()).isEqualTo("rate_limited");
    assertThat(Integer.parseInt(answer.header("retry-after"))).isPositive();
    endpoint.clock.advance(Duration.ofSeconds(1));
    assertThat(send("garbage").status()).isEqualTo(400);
  }

  @Test
  void theAddressIsTheGatewaysAndNotWhatAHeaderClaims() {
    for (int i = 0; i <= Limits.ADDRESS_AT_ONCE; i++) {
      Answer answer =
          endpoint.send(Events.header(Events.exchange("x"), "x-forwarded-for", "198.51.100." + i));
      assertThat(answer.status()).isEqualTo(i < Limits.ADDRESS_AT_ONCE ? 400 : 429);
    }
  }

  @Test
  void aTenantThatLoopsHasToWait() {
    for (int i = 0; i <= Limits.TENANT_AT_ONCE; i++) {
      ObjectNode event = Events.exchange(endpoint.token("j" + i));
      ((ObjectNode) event.at("/requestContext/http")).put("sourceIp", "10.0.0." + i);
      assertThat(endpoint.send(event).status()).isEqualTo(i < Limits.TENANT_AT_ONCE ? 200 : 429);
    }
  }

  @Test
  void nothingSecretIsLeftInLogsRecordsAndErrors() {
    String token = endpoint.token("1");
    send(token, "grant", "x", "scope", "read");
    String replayed = send(token).text();
    String rejected = send(token.substring(0, token.length() - 4) + "AAAA").text();
    ObjectNode injected = Events.exchange(endpoint.token("2"), "grant", "\u202eevil{}\"");
    ((ObjectNode) injected.at("/requestContext/http"))
        .put("userAgent", "curl\r\n{\"level\":\"INFO\"}\u001b[31m" + "x".repeat(1000));
    endpoint.send(injected);

    String everything = endpoint.log() + endpoint.ledger.records() + replayed + rejected;
    for (String part : token.split("\\.", -1)) {
      assertThat(everything).doesNotContain(part, part.substring(0, 20));
    }
    assertThat(everything).doesNotContain(Endpoint.SECRET, "\u001b", "\u202e");
    assertThat(endpoint.log().lines()).allMatch(line -> line.startsWith("{"));
  }

  private ObjectNode claims() {
    return Tokens.claims(endpoint.clock.instant(), "c");
  }

  private Answer send(String token, String... more) {
    return endpoint.send(Events.exchange(token, more));
  }

  private Answer sendInHeader(String token) {
    return endpoint.send(
        Events.header(Events.request("POST", "/token"), "authorization", "Bearer " + token));
  }

  private static String arn(String owner) {
    return "arn:aws:codeartifact:eu-west-1:" + owner + ":repository/acme/team";
  }
}
