package dev.storekeeper.endtoend;

import static dev.storekeeper.endtoend.TokenEndpoint.FORM;
import static dev.storekeeper.endtoend.TokenEndpoint.form;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.storekeeper.endtoend.TokenEndpoint.Answer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Hostile requests, rows 67 to 80 of docs/security.md, over HTTP. */
class HostileRequestTest {
  @TempDir private static Path folder;
  private static ForgeableIssuer issuer;
  private static TrustedSandbox sandbox;
  private static TokenEndpoint endpoint;

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
                replay: { max_uses: 1000 }
            statements:
              - id: main-may-read
                issuer: forge
                when: { repository_id: ["74"], event_name: [push] }
                grant: { domain: acme, repositories: [team], scopes: [read] }
            """
                .formatted(issuer.url()));
    endpoint = sandbox.endpoint();
  }

  @AfterAll
  static void stop() {
    if (sandbox != null) {
      sandbox.close();
    }
    issuer.close();
  }

  /** Sends a request. */
  interface Call {
    Answer send(String token) throws Exception;
  }

  record Row(int row, String name, Call call, int status, String code) {
    @Override
    public String toString() {
      return row + " " + name;
    }
  }

  static Stream<Row> rows() {
    List<Row> rows = new ArrayList<>();
    rows.addAll(credentials());
    rows.addAll(parameters());
    rows.addAll(mediaTypes());
    rows.addAll(methodsAndPaths());
    return rows.stream();
  }

  private static List<Row> credentials() {
    return List.of(
        bad(
            67,
            "two Authorization headers",
            t ->
                endpoint.raw(
                    "POST /token",
                    "{}",
                    "Content-Type: application/json",
                    "Authorization: Bearer " + t,
                    "Authorization: Bearer " + t)),
        bad(
            67,
            "a comma in Authorization",
            t -> json("{}", "Authorization", "Bearer " + t + ", Bearer " + t)),
        bad(
            67,
            "header and body",
            t -> json("{\"subject_token\":\"" + t + "\"}", "Authorization", "Bearer " + t)),
        bad(
            67,
            "a token in the query",
            t -> endpoint.post("/token?subject_token=" + t, FORM, form(t))),
        bad(
            67,
            "only in the query",
            t -> endpoint.post("/token?access_token=" + t, "application/json", "{}")),
        new Row(68, "no credential", t -> json("{}"), 401, "missing_token"),
        new Row(68, "Basic", t -> json("{}", "Authorization", "Basic " + t), 401, "missing_token"),
        new Row(68, "no scheme", t -> json("{}", "Authorization", t), 401, "missing_token"),
        new Row(
            68,
            "Bearer without token",
            t -> json("{}", "Authorization", "Bearer"),
            401,
            "missing_token"),
        new Row(
            68,
            "two spaces",
            t -> json("{}", "Authorization", "Bearer  " + t),
            401,
            "missing_token"));
  }

  private static List<Row> parameters() {
    return List.of(
        bad(69, "scope twice", t -> endpoint.exchange(t, "scope", "read", "scope", "publish")),
        bad(69, "subject_token twice", t -> endpoint.exchange(t, "subject_token", t)),
        bad(69, "grant_type twice", t -> endpoint.exchange(t, "grant_type", "x")),
        bad(
            69,
            "a duplicate JSON member",
            t -> json("{\"subject_token\":\"" + t + "\",\"subject_token\":\"x\"}")),
        bad(
            69,
            "an unknown JSON member",
            t -> json("{\"subject_token\":\"" + t + "\",\"scopes\":\"read\"}")),
        bad(69, "a form sent as JSON", t -> endpoint.post("/token", "application/json", form(t))),
        bad(69, "a list as JSON", t -> json("[]")),
        bad(69, "a number as token", t -> json("{\"subject_token\":5}")),
        bad(69, "broken JSON", t -> json("{\"subject_token\":")),
        bad(69, "deep JSON", t -> json("{\"a\":".repeat(1000))),
        bad(
            69,
            "duration as a text",
            t -> json("{\"subject_token\":\"" + t + "\",\"duration_seconds\":\"x\"}")),
        new Row(
            69,
            "another grant type",
            t ->
                endpoint.post(
                    "/token",
                    FORM,
                    form(t).replaceFirst("grant_type=[^&]*", "grant_type=password")),
            400,
            "unsupported_grant_type"),
        bad(
            69,
            "no grant type",
            t -> endpoint.post("/token", FORM, form(t).replaceFirst("grant_type=[^&]*&", ""))),
        bad(
            69,
            "another token type",
            t -> endpoint.post("/token", FORM, form(t).replaceFirst("id_token", "saml2"))),
        bad(
            69,
            "an actor token",
            t -> endpoint.exchange(t, "actor_token", t, "actor_token_type", "x")),
        bad(72, "a bad percent escape", t -> endpoint.post("/token", FORM, form(t) + "&grant=%zz")),
        bad(72, "a truncated escape", t -> endpoint.post("/token", FORM, form(t) + "&grant=%4")),
        bad(72, "an escaped NUL", t -> endpoint.post("/token", FORM, form(t) + "&grant=a%00b")),
        bad(
            72,
            "escaped bytes that are no UTF-8",
            t -> endpoint.post("/token", FORM, form(t) + "&grant=%ff%fe")),
        bad(76, "a line feed in scope", t -> endpoint.exchange(t, "scope", "read\r\nX-Evil: 1")),
        bad(76, "a control character in grant", t -> endpoint.exchange(t, "grant", "a\u001b[31m")),
        bad(76, "a run label with a line feed", t -> endpoint.exchange(t, "run_label", "a\nb")));
  }

  private static List<Row> mediaTypes() {
    return List.of(
        media("text/plain", t -> endpoint.post("/token", "text/plain", form(t))),
        media(
            "multipart", t -> endpoint.post("/token", "multipart/form-data; boundary=x", form(t))),
        media("no type", t -> endpoint.raw("POST /token", form(t))),
        media("UTF-16", t -> endpoint.post("/token", FORM + "; charset=utf-16", form(t))),
        media(
            "a parameter that is none", t -> endpoint.post("/token", "application/json;foo", "{}")),
        media(
            "a compressed body",
            t -> endpoint.post("/token", FORM, form(t), "Content-Encoding", "gzip")),
        new Row(
            71,
            "a body of 33 KB",
            t -> endpoint.exchange(t, "run_label", "r".repeat(33_000)),
            413,
            "request_too_large"),
        new Row(
            71,
            "a body of 1 MB",
            t -> endpoint.exchange("t".repeat(1_000_000)),
            413,
            "request_too_large"));
  }

  private static List<Row> methodsAndPaths() {
    List<Row> rows = new ArrayList<>();
    for (String method : List.of("GET", "PUT", "DELETE", "PATCH", "OPTIONS", "HEAD")) {
      rows.add(
          new Row(
              73,
              method + " /token",
              t -> endpoint.send(method, "/token", Optional.empty(), ""),
              405,
              ""));
    }
    for (String path :
        List.of(
            "/token/",
            "//token",
            "/token/../token",
            "/%74oken",
            "/Token",
            "/",
            "/token/explain/")) {
      rows.add(
          new Row(
              73,
              "POST " + path,
              t -> endpoint.raw("POST " + path, form(t), "Content-Type: " + FORM),
              404,
              ""));
    }
    return rows;
  }

  private static Row bad(int row, String name, Call call) {
    return new Row(row, name, call, 400, "malformed_request");
  }

  private static Row media(String name, Call call) {
    return new Row(70, name, call, 415, "unsupported_media_type");
  }

  private static Answer json(String body, String... headers) throws Exception {
    return endpoint.post("/token", "application/json", body, headers);
  }

  private static String token() {
    return issuer.token(issuer.claims(TrustedSandbox.AUDIENCE));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("rows")
  void aHostileRequestIsRefused(Row row) throws Exception {
    Answer answer = row.call().send(token());
    assertThat(answer.status()).as(answer.toString()).isEqualTo(row.status());
    if (!row.code().isEmpty()) {
      assertThat(answer.code()).as(answer.body()).isEqualTo(row.code());
    }
    assertThat(answer.body()).doesNotContain("access_token\":");
  }

  @Test
  void aWrongMethodIsToldWhichIsRight() throws Exception {
    assertThat(endpoint.get("/token").head()).containsIgnoringCase("allow: POST");
  }

  @Test
  void aMissingCredentialIsChallengedWithoutAnError() throws Exception {
    Answer answer = json("{}", "Authorization", "Basic abc");
    assertThat(answer.head()).containsIgnoringCase("www-authenticate: Bearer");
    assertThat(answer.head()).doesNotContain("error=");
  }

  @Test
  void aRejectedTokenInTheHeaderIsChallengedWithInvalidToken() throws Exception {
    Answer answer = json("{}", "Authorization", "Bearer a.b.c");
    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.head())
        .containsIgnoringCase("www-authenticate: Bearer")
        .contains("error=\"invalid_token\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"bearer ", "BEARER ", "Bearer "})
  void theSchemeIsTakenInAnyCase(String scheme) throws Exception {
    assertThat(json("{}", "Authorization", scheme + token()).status()).isEqualTo(200);
  }

  @Test
  void headersOfProxiesChangeNothing() throws Exception {
    Answer answer =
        endpoint.post(
            "/token",
            FORM,
            form(token()),
            "X-Forwarded-Host",
            "evil.example",
            "X-Forwarded-For",
            "6.6.6.6",
            "X-Amzn-Trace-Id",
            "Root=evil");
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    Answer metadata =
        endpoint.get("/.well-known/oauth-authorization-server", "X-Forwarded-Host", "evil.example");
    assertThat(metadata.body()).doesNotContain("evil.example");
    RunningSandbox.await("the grant is recorded", () -> !grants().isEmpty());
    assertThat(grants().toString()).doesNotContain("6.6.6.6");
  }

  @Test
  void noWebPageMayCall() throws Exception {
    Answer preflight =
        endpoint.send(
            "OPTIONS",
            "/token",
            Optional.empty(),
            "",
            "Origin",
            "https://page.example",
            "Access-Control-Request-Method",
            "POST");
    assertThat(preflight.head()).doesNotContainIgnoringCase("access-control");
    Answer answer = endpoint.post("/token", FORM, form(token()), "Origin", "https://page.example");
    assertThat(answer.head()).doesNotContainIgnoringCase("access-control");
  }

  @Test
  void onlyAHarmlessRequestIdIsTakenOver() throws Exception {
    Answer harmless = endpoint.post("/token", FORM, form("x"), "X-Request-Id", "run-17_b");
    assertThat(harmless.json().path("request_id").asText()).isEqualTo("run-17_b");
    for (String odd : List.of("a b", "<script>", "x".repeat(65), "a;b=c")) {
      Answer answer = endpoint.post("/token", FORM, form("x"), "X-Request-Id", odd);
      assertThat(answer.json().path("request_id").asText()).isNotEqualTo(odd).isNotEmpty();
      assertThat(answer.head()).doesNotContain(odd);
    }
  }

  @Test
  void anUnknownGrantLooksLikeOneThatIsNotAllowed() throws Exception {
    String stranger =
        issuer.token(issuer.claims(TrustedSandbox.AUDIENCE).put("repository_id", "75"));
    JsonNode unknown = endpoint.exchange(stranger, "grant", "no-such-grant").json();
    JsonNode known = endpoint.exchange(stranger, "grant", "main-may-read").json();
    assertThat(unknown.path("code")).isEqualTo(known.path("code"));
    assertThat(unknown.path("error_description")).isEqualTo(known.path("error_description"));
  }

  @Test
  void everyAnswerForbidsCaching() throws Exception {
    for (Answer answer : List.of(endpoint.exchange(token()), endpoint.exchange("x"))) {
      assertThat(answer.head().toLowerCase(java.util.Locale.ROOT))
          .contains("cache-control: no-store")
          .contains("x-content-type-options: nosniff")
          .contains("x-request-id: ");
    }
  }

  @Test
  void noTokenIsInAnyLogRecordOrMessage() throws Exception {
    String token = token();
    String vended = endpoint.exchange(token).json().path("access_token").asText();
    assertThat(vended).isNotEmpty();
    endpoint.exchange(token + "x", "scope", "read");
    endpoint.post("/token", "application/json", "{\"subject_token\":\"" + token + "\",\"x\":1}");
    RunningSandbox.await("the grant is recorded", () -> !grants().isEmpty());
    String signature = token.substring(token.lastIndexOf('.') + 1);
    StringBuilder written = new StringBuilder(grants().toString());
    try (Stream<Path> files = Files.walk(sandbox.running().state().resolve("logs"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        written.append(Files.readString(file, StandardCharsets.UTF_8));
      }
    }
    assertThat(written.toString())
        .doesNotContain(vended)
        .doesNotContain(signature)
        .doesNotContain(token.split("\\.")[1])
        .doesNotContain(
            Base64.getEncoder().encodeToString(vended.getBytes(StandardCharsets.UTF_8)));
  }

  private static List<JsonNode> grants() throws IOException, InterruptedException {
    return sandbox.running().recordsOfType("token.granted");
  }
}
