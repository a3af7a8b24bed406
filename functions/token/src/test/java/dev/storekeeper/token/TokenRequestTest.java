package dev.storekeeper.token;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.storekeeper.ledger.LedgerRecord;
import dev.storekeeper.token.Endpoint.Answer;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Exchanges that are granted, in each of the ways to ask and to be answered. */
class TokenRequestTest {
  private static final String BASE =
      "https://acme-111122223333.d.codeartifact.eu-west-1.amazonaws.com/";

  private final Endpoint endpoint = new Endpoint();

  @Test
  void aStrictFormIsAnsweredAsRfc8693Says() {
    Answer answer =
        endpoint.send(
            Events.exchange(endpoint.token("1"), "scope", "read publish", "format", "pip,npm"));
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("content-type")).isEqualTo("application/json;charset=UTF-8");
    JsonNode json = answer.json();
    assertThat(json.path("access_token").asText()).isEqualTo(Endpoint.SECRET);
    assertThat(json.path("issued_token_type").asText())
        .isEqualTo("urn:ietf:params:oauth:token-type:access_token");
    assertThat(json.path("token_type").asText()).isEqualTo("Bearer");
    assertThat(json.path("expires_in").asLong()).isEqualTo(900);
    assertThat(json.path("expires_at").asText()).isEqualTo("2026-11-25T12:15:00Z");
    assertThat(json.path("scope").asText()).isEqualTo("read publish");
    assertThat(json.path("grant").asText()).isEqualTo("main-may-publish");
    assertThat(json.path("domain").asText()).isEqualTo("acme");
    assertThat(json.path("domain_owner").asText()).isEqualTo("111122223333");
    assertThat(json.path("region").asText()).isEqualTo("eu-west-1");
    assertThat(json.at("/repositories/0/name").asText()).isEqualTo("apps");
    assertThat(json.at("/repositories/1/endpoints/npm").asText()).isEqualTo(BASE + "npm/team/");
    assertThat(json.path("token_sha256").asText()).hasSize(64);
    assertThat(json.at("/config/npm/path").asText()).isEqualTo("~/.npmrc");
    assertThat(json.at("/config/npm/mode").asText()).isEqualTo("0600");
    assertThat(json.at("/config/pip/env/PIP_INDEX_URL").asText())
        .isEqualTo(BASE.replace("//", "//aws:<access_token>@") + "pypi/apps/simple/");
  }

  @Test
  void theTokenOccursOnceInAJsonAnswer() {
    String all =
        "pip,uv,poetry,twine,npm,pnpm,yarn,yarn-berry,maven,gradle,sbt,nuget,cargo,bundler,swift";
    Answer answer = endpoint.send(Events.exchange(endpoint.token("1"), "format", all));
    assertThat(answer.json().path("config").size()).isEqualTo(15);
    assertThat(answer.text().split(Endpoint.SECRET, -1)).hasSize(2);
  }

  @Test
  void jsonDefaultsWhatAFormMustSay() {
    Answer answer =
        endpoint.send(
            Events.json(
                """
                {"subject_token": "%s", "scope": "read", "duration_seconds": 1800,
                 "resource": ["arn:aws:codeartifact:eu-west-1:111122223333:repository/acme/team"],
                 "audience": "acme", "format": ["twine"], "run_label": "nightly/7"}
                """
                    .formatted(endpoint.token("1"))));
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json().path("expires_in").asLong()).isEqualTo(1800);
    assertThat(answer.json().at("/config/twine/env/TWINE_REPOSITORY_URL").asText())
        .isEqualTo(BASE + "pypi/team/");
    assertThat(granted().path("runLabel").asText()).isEqualTo("nightly/7");
  }

  @Test
  void theTokenMayBeInTheHeaderAndTheBodyEmpty() {
    Answer answer =
        endpoint.send(
            Events.header(
                Events.request("POST", "/token"),
                "authorization",
                "bEaReR " + endpoint.token("1")));
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json().path("repositories").size()).isEqualTo(2);
    assertThat(answer.json().at("/repositories/0/endpoints").isEmpty()).isTrue();
  }

  @Test
  void theTokenMayBeInTheHeaderOfAForm() {
    Answer answer =
        endpoint.send(
            Events.header(
                Events.form("grant_type", "urn:ietf:params:oauth:grant-type:token-exchange"),
                "authorization",
                "Bearer " + endpoint.token("1")));
    assertThat(answer.status()).isEqualTo(200);
  }

  @Test
  void plainTextIsTheSnippetOfTheOneTool() {
    Answer answer =
        endpoint.send(
            Events.header(
                Events.exchange(endpoint.token("1"), "format", "npm"), "accept", "text/plain"));
    assertThat(answer.header("content-type")).isEqualTo("text/plain;charset=UTF-8");
    assertThat(answer.text())
        .isEqualTo(
            "registry="
                + BASE
                + "npm/apps/\n"
                + BASE.replace("https:", "")
                + "npm/apps/:_authToken="
                + Endpoint.SECRET
                + "\n");
  }

  @Test
  void dotenvIsTheVariablesOfAllTools() {
    Answer answer =
        endpoint.send(Events.exchange(endpoint.token("1"), "format", "dotenv,pip,twine"));
    assertThat(answer.header("content-type")).isEqualTo("text/plain;charset=UTF-8");
    assertThat(answer.text())
        .isEqualTo(
            """
            CODEARTIFACT_AUTH_TOKEN=%1$s
            PIP_INDEX_URL=https://aws:%1$s@acme-111122223333.d.codeartifact.eu-west-1.amazonaws.com/pypi/apps/simple/
            TWINE_PASSWORD=%1$s
            TWINE_REPOSITORY_URL=https://acme-111122223333.d.codeartifact.eu-west-1.amazonaws.com/pypi/apps/
            TWINE_USERNAME=aws
            """
                .formatted(Endpoint.SECRET));
  }

  @Test
  void everyAnswerHasTheHeadersOfTheSpecification() {
    for (var event :
        List.of(
            Events.exchange(endpoint.token("1")),
            Events.exchange("no-token"),
            Events.request("GET", "/audience"),
            Events.request("GET", "/nowhere"),
            Events.request("PUT", "/token"))) {
      Answer answer = endpoint.send(event);
      assertThat(answer.header("cache-control")).isEqualTo("no-store");
      assertThat(answer.header("pragma")).isEqualTo("no-cache");
      assertThat(answer.header("x-content-type-options")).isEqualTo("nosniff");
      assertThat(answer.header("strict-transport-security")).startsWith("max-age=");
      assertThat(answer.header("x-request-id")).matches("[0-9a-f-]{36}");
      assertThat(answer.header("x-policy-digest")).isEqualTo("sha256:abababababababab");
      assertThat(answer.event().path("headers").has("access-control-allow-origin")).isFalse();
    }
  }

  @Test
  void theCallersRequestIdIsTakenIfItIsHarmlessAndNeverNamesTheRecord() {
    Answer own =
        endpoint.send(
            Events.header(Events.exchange(endpoint.token("1")), "x-request-id", "run_17-a"));
    Answer again =
        endpoint.send(
            Events.header(Events.exchange(endpoint.token("2")), "x-request-id", "run_17-a"));
    Answer split =
        endpoint.send(
            Events.header(Events.exchange(endpoint.token("3")), "x-request-id", "a\r\nb: c"));
    assertThat(own.header("x-request-id")).isEqualTo("run_17-a");
    assertThat(own.json().path("request_id").asText()).isEqualTo("run_17-a");
    assertThat(again.status()).isEqualTo(200);
    assertThat(split.header("x-request-id")).matches("[0-9a-f-]{36}");
    assertThat(endpoint.ledger.records("token.granted")).hasSize(3);
  }

  @Test
  void theStepsAreTakenInTheirOrder() {
    endpoint.send(Events.exchange(endpoint.token("1"), "format", "pip"));
    assertThat(endpoint.steps)
        .containsExactly("decide", "endpoint pypi/apps", "endpoint pypi/team", "claim", "vend");
  }

  @Test
  void theRecordSaysWhoGotWhatAndNothingSecret() {
    endpoint.send(Events.exchange(endpoint.token("1"), "scope", "read", "format", "pip"));
    LedgerRecord record = endpoint.ledger.records("token.granted").getFirst();
    JsonNode data = record.data();
    assertThat(record.stream()).isEqualTo("token/github");
    assertThat(data.path("issuer").asText()).isEqualTo("github");
    assertThat(data.path("statement").asText()).isEqualTo("main-may-publish");
    assertThat(data.at("/provenance/source_repo").asText()).isEqualTo("octo-org/app");
    assertThat(data.at("/requested/scopes/0").asText()).isEqualTo("read");
    assertThat(data.at("/granted/repositories").size()).isEqualTo(2);
    assertThat(data.at("/granted/durationSeconds").asInt()).isEqualTo(900);
    assertThat(data.path("tokenSha256").asText()).hasSize(64);
    assertThat(data.path("replayKey").asText()).hasSize(12);
    assertThat(data.path("keyId").asText()).isEqualTo("key-1");
    assertThat(data.path("policyDigest").asText()).isEqualTo(Endpoint.DIGEST);
    assertThat(data.path("sourceIp").asText()).isEqualTo("203.0.113.7");
    assertThat(data.path("userAgent").asText()).startsWith("storekeeper-token");
    assertThat(data.path("sessionName").asText()).startsWith("main-may-publish-");
    assertThat(data.at("/shadow/0").asText()).isEqualTo("shadowed: would deny");
    assertThat(data.path("milliseconds").size()).isEqualTo(5);
    assertThat(data.has("unverifiedIssuer")).isFalse();
    assertThat(endpoint.attribution.orElseThrow().sessionName())
        .isEqualTo(data.path("sessionName").asText());
  }

  private JsonNode granted() {
    return endpoint.ledger.records("token.granted").getFirst().data();
  }
}
