package dev.storekeeper.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.storekeeper.endtoend.TokenEndpoint.Answer;
import dev.storekeeper.identity.HostileToken;
import dev.storekeeper.identity.HostileTokens;
import dev.storekeeper.identity.TokenProblem;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Hostile tokens, rows 1 to 50 of docs/security.md, over HTTP. */
class HostileTokenTest {
  private static final int MAX_BODY = 32_768;
  private static final int SHOWN = 40;
  @TempDir private static Path folder;
  private static ForgeableIssuer issuer;
  private static TrustedSandbox sandbox;

  @BeforeAll
  static void start() throws IOException {
    issuer = new ForgeableIssuer();
    sandbox =
        TrustedSandbox.start(
            folder,
            """
            version: 1
            audience: storekeeper-test
            issuers:
              - id: forge
                preset: github-actions
                issuer: %s
                require: { repository_owner_id: ["65"] }
            statements:
              - id: main-may-read
                issuer: forge
                when: { repository_id: ["74"], event_name: [push] }
                grant: { domain: acme, repositories: [team], scopes: [read] }
            """
                .formatted(issuer.url()));
  }

  @AfterAll
  static void stop() {
    if (sandbox != null) {
      sandbox.close();
    }
    issuer.close();
  }

  static List<HostileToken> hostile() {
    return HostileTokens.all();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("hostile")
  void aHostileTokenIsRefusedAndNothingIsSaidOfWhy(HostileToken hostile) throws Exception {
    String token = hostile.make(issuer.mint(), claims());

    Answer answer = sandbox.endpoint().exchange(token);

    assertThat(answer.code()).as(answer.toString()).isEqualTo(expected(hostile, token));
    assertThat(answer.status()).as(answer.toString()).isIn(400, 413);
    assertThat(answer.json().path("error").asText()).isEqualTo("invalid_request");
    assertThat(answer.json().has("explain")).as(answer.body()).isFalse();
    if (token.length() > SHOWN) {
      assertThat(answer.body() + answer.head()).doesNotContain(token.substring(0, SHOWN));
    }
  }

  private static String expected(HostileToken hostile, String token) {
    if (token.isEmpty()) {
      return "missing_token";
    }
    if (token.chars().anyMatch(c -> c < ' ')) {
      return "malformed_request";
    }
    if (TokenEndpoint.form(token).length() > MAX_BODY) {
      return "request_too_large";
    }
    return hostile.problem() == TokenProblem.EXPIRED ? "token_expired" : "token_rejected";
  }

  @Test
  void theSameTokenWithNothingWrongIsTaken() throws Exception {
    Answer answer = sandbox.endpoint().exchange(issuer.token(claims()));
    assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
  }

  @Test
  void anAudienceInAListOfOneIsTaken() throws Exception {
    ObjectNode claims = claims();
    claims.putArray("aud").add(TrustedSandbox.AUDIENCE);
    assertThat(sandbox.endpoint().exchange(issuer.token(claims)).status()).isEqualTo(200);
  }

  @Test
  void theHeadersThatGitHubSendsAreTaken() throws Exception {
    ObjectNode header = issuer.header().put("x5t", "abcdefghijklmnopqrstuvwxyz0");
    String token = issuer.sign(header.toString(), claims().toString());
    assertThat(sandbox.endpoint().exchange(token).status()).isEqualTo(200);
  }

  @Test
  void unknownKeysAreAskedForOnceAMinute() throws Exception {
    assertThat(sandbox.endpoint().exchange(issuer.token(claims())).status()).isEqualTo(200);
    int before = issuer.keyRequests();
    for (int i = 0; i < 30; i++) {
      ObjectNode header = issuer.header().put("kid", "flood-" + i);
      Answer answer =
          sandbox.endpoint().exchange(issuer.sign(header.toString(), claims().toString()));
      assertThat(answer.code()).isEqualTo("token_rejected");
    }
    assertThat(issuer.keyRequests() - before).isLessThanOrEqualTo(1);
  }

  private static ObjectNode claims() {
    return issuer.claims(TrustedSandbox.AUDIENCE);
  }
}
