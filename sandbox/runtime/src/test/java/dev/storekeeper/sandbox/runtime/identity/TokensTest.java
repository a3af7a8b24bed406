package dev.storekeeper.sandbox.runtime.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.storekeeper.sandbox.runtime.http.TestClient;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TokensTest {
  private static final long NOW = IdentityFixture.START.getEpochSecond();

  /** Shared, so that the keys are made once. */
  @TempDir private static Path folder;

  private IdentityFixture identity;

  @BeforeEach
  void start() {
    identity = new IdentityFixture(folder);
  }

  @AfterEach
  void close() {
    identity.close();
  }

  @Test
  void githubsTokensHaveItsClaimsAsStringsAndFiveMinutes() throws Exception {
    String token = identity.token("github", "{\"audience\":\"storekeeper\"}");

    JsonNode claims = IdentityFixture.claims(token);
    assertThat(claims.path("iss").asText()).isEqualTo(identity.issuer("github"));
    assertThat(claims.path("sub").asText())
        .isEqualTo("repo:octo-org/octo-repo:ref:refs/heads/main");
    assertThat(claims.path("aud").asText()).isEqualTo("storekeeper");
    assertThat(claims.path("iat").asLong()).isEqualTo(NOW);
    assertThat(claims.path("exp").asLong()).isEqualTo(NOW + 300);
    assertThat(claims.path("nbf").asLong()).isEqualTo(NOW - 600);
    for (Map.Entry<String, JsonNode> claim : claims.properties()) {
      boolean time = claim.getKey().matches("iat|exp|nbf");
      assertThat(claim.getValue().isTextual()).as(claim.getKey()).isEqualTo(!time);
    }
    JsonNode header = IdentityFixture.header(token);
    assertThat(header.path("x5t").asText()).hasSize(27);
    assertThat(header.path("typ").asText()).isEqualTo("JWT");
    assertThat(IdentityFixture.verifies(identity.keys("github"), token)).isTrue();
  }

  @Test
  void gitlabsTokensHaveItsClaimsAndTheJobsTimeOut() throws Exception {
    String token = identity.token("gitlab", "{\"audience\":[\"a\",\"b\"]}");

    JsonNode claims = IdentityFixture.claims(token);
    assertThat(claims.path("sub").asText())
        .isEqualTo("project_path:my-group/my-project:ref_type:branch:ref:main");
    assertThat(claims.path("aud").toString()).isEqualTo("[\"a\",\"b\"]");
    assertThat(claims.path("runner_id").isInt()).isTrue();
    assertThat(claims.path("project_id").asText()).isEqualTo("20");
    assertThat(claims.path("job_project_id")).isEqualTo(claims.path("project_id"));
    assertThat(claims.path("ref_path").asText()).isEqualTo("refs/heads/main");
    assertThat(claims.path("exp").asLong()).isEqualTo(NOW + 3600);
    assertThat(IdentityFixture.header(token).has("x5t")).isFalse();
    assertThat(IdentityFixture.verifies(identity.keys("gitlab"), token)).isTrue();
    assertThat(IdentityFixture.verifies(identity.keys("github"), token)).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "github | {\"environment\":\"prod:eu\"} | sub |"
            + " repo:octo-org/octo-repo:environment:prod%3Aeu",
        "github | {\"event_name\":\"pull_request\"} | sub | repo:octo-org/octo-repo:pull_request",
        "github | {\"ref\":\"refs/tags/v1\"} | ref_type | tag",
        "github | {\"repository\":\"a/b\"} | repository_owner | a",
        "github | {\"repository\":\"a/b\"} | job_workflow_ref |"
            + " a/b/.github/workflows/ci.yml@refs/heads/main",
        "github | {\"sub\":\"x\"} | sub | x",
        "github | {\"iss\":\"x\"} | iss | x",
        "github | {\"exp\":1} | exp | 1",
        "github | {\"jti\":null} | jti | ''",
        "github | {\"ref\":null} | ref | ''",
        "gitlab | {\"ref\":\"v1\",\"ref_type\":\"tag\"} | ref_path | refs/tags/v1",
        "gitlab | {\"project_path\":\"g/p\"} | sub | project_path:g/p:ref_type:branch:ref:main",
        "gitlab | {\"project_id\":\"9\"} | job_project_id | 9",
        "gitlab | {\"job_project_id\":null} | job_project_id | ''",
      })
  void claimsCanBeGivenAndOthersFollow(String provider, String claims, String name, String value) {
    String token = identity.token(provider, "{\"audience\":\"a\",\"claims\":" + claims + "}");

    assertThat(IdentityFixture.claims(token).path(name).asText()).isEqualTo(value);
  }

  @Test
  void headerAndLifetimeCanBeGiven() {
    String token =
        identity.token(
            "github",
            "{\"header\":{\"kid\":\"other\",\"x5t\":null,\"crit\":[\"a\"]},\"lifetimeSeconds\":-5}");

    assertThat(IdentityFixture.header(token).toString())
        .isEqualTo("{\"typ\":\"JWT\",\"alg\":\"RS256\",\"kid\":\"other\",\"crit\":[\"a\"]}");
    assertThat(IdentityFixture.claims(token).path("exp").asLong()).isEqualTo(NOW - 5);
    assertThat(IdentityFixture.claims(token).path("aud").asText())
        .isEqualTo("https://github.com/octo-org");
  }

  @Test
  void githubGivesFreshTokensAndGitlabTheSameUntilTheNextJob() {
    String request = "{\"audience\":\"a\"}";
    assertThat(identity.token("github", request)).isNotEqualTo(identity.token("github", request));

    String fixed = identity.token("gitlab", request);
    identity.clock.advance(Duration.ofMinutes(59));
    assertThat(identity.token("gitlab", request)).isEqualTo(fixed);
    assertThat(identity.token("gitlab", "{\"audience\":\"b\"}")).isNotEqualTo(fixed);

    identity.ok("PUT", "gitlab", "job", "{\"claims\":{\"ref_protected\":\"false\"}}");
    String next = identity.token("gitlab", request);
    assertThat(IdentityFixture.claims(next).path("ref_protected").asText()).isEqualTo("false");
    identity.clock.advance(Duration.ofHours(1));
    assertThat(identity.token("gitlab", request)).isNotEqualTo(next);
  }

  @Test
  void aJobAsksAsItDoesOnGithub() {
    identity.ok("PUT", "github", "job", "{\"claims\":{\"environment\":\"prod\"}}");
    String url =
        identity.issuer("github") + "/actions-token?api-version=2.0&audience=https%3A%2F%2Fa";

    HttpResponse<String> response =
        identity.client.send(
            HttpRequest.newBuilder(URI.create(url)).header("Authorization", "Bearer sandbox"));

    assertThat(response.body()).matches("\\{\"count\":\\d+,\"value\":\"[\\w.-]+\"}");
    JsonNode answer = TestClient.read(response.body());
    ObjectNode claims = IdentityFixture.claims(answer.path("value").asText());
    assertThat(answer.path("count").asInt()).isEqualTo(answer.path("value").asText().length());
    assertThat(claims.path("aud").asText()).isEqualTo("https://a");
    assertThat(claims.path("sub").asText()).isEqualTo("repo:octo-org/octo-repo:environment:prod");
    assertThat(identity.client.send(HttpRequest.newBuilder(URI.create(url))).statusCode())
        .isEqualTo(401);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "POST | gitlab | token | {}                          | 400 | name one",
        "POST | github | token | {\"audience\":1}            | 400 | audience: found 1",
        "POST | github | token | {\"claims\":[]}             | 400 | claims: found []",
        "POST | github | token | {\"lifetimeSeconds\":\"1\"} | 400 | lifetimeSeconds: found",
        "POST | github | token | {\"life\":1}                | 400 | unknown member life",
        "POST | github | token | [                           | 400 | not JSON",
        "POST | github | token | []                          | 400 | not a JSON object",
        "GET  | github | token | ''                          | 404 | POST token",
        "GET  | gitlab | actions-token | ''                  | 404 | not served",
        "POST | other  | token | {}                          | 404 | [github, gitlab]",
        "POST | github | rotate | {\"publishAfterSeconds\":-1} | 400 | 0 or more",
        "POST | github | faults | {\"target\":\"keys\",\"kind\":\"x\"} | 400 | many-keys",
        "POST | github | faults | {\"target\":\"x\",\"kind\":\"off\"} | 400 | discovery, keys",
        "POST | github | faults | {\"target\":\"discovery\",\"kind\":\"many-keys\"} | 400 | cannot"
            + " have",
      })
  void whatIsNotUnderstoodIsSaid(
      String method, String provider, String path, String body, int status, String message) {
    HttpResponse<String> response = identity.call(method, provider, path, body);

    assertThat(response.statusCode()).isEqualTo(status);
    assertThat(TestClient.read(response.body()).path("message").asText()).contains(message);
  }
}
