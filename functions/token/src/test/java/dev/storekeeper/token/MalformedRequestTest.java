package dev.storekeeper.token;

import static dev.storekeeper.token.Events.exchange;
import static dev.storekeeper.token.Events.form;
import static dev.storekeeper.token.Events.header;
import static dev.storekeeper.token.Events.json;
import static dev.storekeeper.token.Events.rawForm;
import static dev.storekeeper.token.Events.request;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.storekeeper.token.Endpoint.Answer;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Requests that are refused for their shape, before anything is looked at: rows 67 to 77 of the
 * hostile inputs that the README lists.
 */
class MalformedRequestTest {
  private static final String TYPE = "urn:ietf:params:oauth:grant-type:token-exchange";
  private static final String TOKEN = "aaaa.bbbb.cccc";

  record Case(int row, String name, ObjectNode event, int status, String code) {
    @Override
    public String toString() {
      return row + ": " + name;
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void isRefused(Case one) {
    Endpoint endpoint = new Endpoint();
    Answer answer = endpoint.send(one.event());
    assertThat(answer.json().path("code").asText()).isEqualTo(one.code());
    assertThat(answer.status()).isEqualTo(one.status());
    assertThat(answer.json().path("error").asText()).isNotEmpty();
    assertThat(answer.json().path("error_description").asText()).isNotEmpty();
    assertThat(answer.json().path("request_id").asText()).isNotEmpty();
    assertThat(answer.text()).doesNotContain(TOKEN);
    assertThat(endpoint.log()).doesNotContain(TOKEN);
    assertThat(endpoint.steps).isEmpty();
    assertThat(endpoint.ledger.records("token.granted")).isEmpty();
  }

  static Stream<Case> cases() {
    return Stream.of(credentials(), repetitions(), contentTypes(), bodies(), values(), paths())
        .flatMap(cases -> cases);
  }

  private static Stream<Case> credentials() {
    return Stream.of(
        bad(67, "two tokens joined by a comma", authorized("Bearer a, Bearer b")),
        bad(67, "a comma without a space", authorized("Bearer a,b")),
        bad(67, "header and form", header(exchange(TOKEN), "authorization", "Bearer " + TOKEN)),
        bad(
            67,
            "header and JSON",
            header(
                json("{\"subject_token\": \"%s\"}".formatted(TOKEN)),
                "authorization",
                "Bearer " + TOKEN)),
        bad(
            67,
            "client credentials and a form",
            header(exchange(TOKEN), "authorization", "Basic YTpi")),
        bad(67, "a token in the query", exchange(TOKEN).put("rawQueryString", "subject_token=a")),
        missing(68, "two spaces", authorized("Bearer  " + TOKEN)),
        missing(68, "a tab", authorized("Bearer\t" + TOKEN)),
        missing(68, "a space at the end", authorized("Bearer " + TOKEN + " ")),
        missing(68, "the scheme alone", authorized("Bearer")),
        missing(68, "the scheme and a space", authorized("Bearer ")),
        missing(68, "no scheme", authorized(TOKEN)),
        missing(68, "another scheme", authorized("Basic YTpi")),
        missing(68, "an empty header", authorized("")),
        missing(68, "nothing at all", request("POST", "/token")),
        missing(68, "JSON without a token", json("{\"scope\": \"read\"}")),
        new Case(68, "a form without a token", form("grant_type", TYPE), 400, "missing_token"));
  }

  private static Stream<Case> repetitions() {
    return Stream.of(
        bad(69, "a repeated scope", exchange(TOKEN, "scope", "read", "scope", "read")),
        bad(69, "a repeated token", exchange(TOKEN, "subject_token", TOKEN)),
        bad(69, "a repeated unknown parameter", exchange(TOKEN, "x", "1", "x", "2")),
        bad(69, "a repeated empty parameter", exchange(TOKEN, "scope", "", "scope", "read")),
        bad(69, "a duplicate member", json("{\"scope\": \"read\", \"scope\": \"read\"}")),
        bad(
            69,
            "a duplicate member, spelt otherwise",
            json("{\"scope\": \"read\", \"sc\\u006fpe\": \"read\"}")),
        bad(69, "a form that is said to be JSON", json("scope=read&grant_type=" + TYPE)),
        bad(69, "JSON that is said to be a form", rawForm("{\"scope\": \"read\"}")),
        bad(69, "an unknown member", json("{\"scopes\": \"read\"}")),
        bad(69, "a null member", json("{\"scope\": null}")),
        bad(69, "a list where one text is expected", json("{\"scope\": [\"read\"]}")),
        bad(69, "a number as text", json("{\"duration_seconds\": \"900\"}")),
        bad(69, "a fraction", json("{\"duration_seconds\": 900.5}")),
        bad(69, "an object", json("{\"resource\": {\"a\": 1}}")),
        bad(69, "deep nesting", json("[".repeat(5000) + "]".repeat(5000))),
        bad(69, "no object", json("\"read\"")),
        bad(69, "something after the object", json("{} {}")),
        bad(69, "half of JSON", json("{\"scope\": ")),
        bad(69, "a control character in JSON", json("{\"grant\": \"a\\u0000b\"}")),
        bad(69, "half a surrogate pair in JSON", json("{\"grant\": \"a\\ud800\"}")));
  }

  private static Stream<Case> contentTypes() {
    return Stream.of(
        unsupported(70, "no content type", without(exchange(TOKEN), "content-type")),
        unsupported(70, "plain text", typed("text/plain")),
        unsupported(70, "multipart", typed("multipart/form-data; boundary=x")),
        unsupported(70, "UTF-16", typed("application/json; charset=utf-16")),
        unsupported(70, "an unknown parameter", typed("application/json;foo")),
        unsupported(70, "two types", typed("application/json, text/plain")),
        unsupported(
            70,
            "plain text without a body",
            header(request("POST", "/token"), "content-type", "text/plain")),
        unsupported(71, "a compressed body", header(exchange(TOKEN), "content-encoding", "gzip")));
  }

  private static Stream<Case> bodies() {
    return Stream.of(
        new Case(71, "33 KB", exchange(TOKEN, "x", "y".repeat(33_000)), 413, "request_too_large"),
        bad(71, "no Base64", exchange(TOKEN).put("body", "%%%")),
        bad(72, "half an escape", rawForm("grant_type=%4")),
        bad(72, "no hexadecimal digits", rawForm("grant_type=%zz")),
        bad(72, "NUL", rawForm("grant_type=a%00")),
        bad(72, "a line feed", rawForm("grant=a%0Ab")),
        bad(72, "invalid UTF-8", rawForm("grant=%ff")),
        bad(72, "overlong UTF-8", rawForm("grant=%c0%af")),
        bad(72, "a surrogate in UTF-8", rawForm("grant=%ed%a0%80")),
        bad(72, "a space that is not escaped", rawForm("grant=a b")),
        bad(72, "no equals sign", rawForm("grant")),
        bad(72, "no name", rawForm("=a")),
        bad(72, "an empty pair", rawForm("grant=a&&scope=read")),
        bad(72, "too many parameters", rawForm("a=1&".repeat(101) + "b=1")));
  }

  private static Stream<Case> values() {
    return Stream.of(
        bad(0, "no grant type", form("subject_token", TOKEN)),
        bad(0, "no token type", form("grant_type", TYPE, "subject_token", TOKEN)),
        new Case(
            0,
            "another grant type",
            form(
                "grant_type",
                "client_credentials",
                "subject_token",
                TOKEN,
                "subject_token_type",
                "urn:ietf:params:oauth:token-type:jwt"),
            400,
            "unsupported_grant_type"),
        bad(
            0,
            "another subject token type",
            json("{\"subject_token\": \"a\", \"subject_token_type\": \"access_token\"}")),
        bad(0, "another requested type", exchange(TOKEN, "requested_token_type", "jwt")),
        bad(0, "an actor", exchange(TOKEN, "actor_token", "x")),
        scope("an unknown scope", "write"),
        scope("a wildcard scope", "publish:npm//a*"),
        scope("two spaces", "read  publish"),
        scope("a comma", "read,publish"),
        target("another service", "arn:aws:s3:eu-west-1:111122223333:repository/acme/team"),
        target(
            "another region", "arn:aws:codeartifact:us-east-1:111122223333:repository/acme/team"),
        target("a path", "arn:aws:codeartifact:eu-west-1:111122223333:repository/acme/../team"),
        target("a wildcard", "arn:aws:codeartifact:eu-west-1:111122223333:repository/acme/*"),
        target("http", "http://acme-111122223333.d.codeartifact.eu-west-1.amazonaws.com/npm/team/"),
        target(
            "another host",
            "https://acme-111122223333.d.codeartifact.eu-west-1.amazonaws.com.evil.example/npm/team/"),
        target("this machine", "http://127.0.0.1:4575/acme-111122223333/npm/team/"),
        target(
            "a user",
            "https://a@acme-111122223333.d.codeartifact.eu-west-1.amazonaws.com/npm/team/"),
        new Case(
            0,
            "two domains",
            exchange(TOKEN, "audience", "acme", "audience", "other"),
            400,
            "invalid_target"),
        new Case(0, "no domain", exchange(TOKEN, "audience", "Acme!"), 400, "invalid_target"),
        bad(0, "too short", exchange(TOKEN, "duration_seconds", "899")),
        bad(0, "too long", exchange(TOKEN, "duration_seconds", "43201")),
        bad(0, "negative", exchange(TOKEN, "duration_seconds", "-900")),
        bad(0, "a label that is none", exchange(TOKEN, "run_label", "a b")),
        bad(0, "an unknown format", exchange(TOKEN, "format", "pip,pop")),
        bad(0, "generic", exchange(TOKEN, "format", "generic")),
        bad(
            0,
            "plain text of two tools",
            header(exchange(TOKEN, "format", "pip,npm"), "accept", "text/plain")));
  }

  private static Stream<Case> paths() {
    return Stream.of(
        method("GET", "/token"),
        method("PUT", "/token"),
        method("HEAD", "/token"),
        method("OPTIONS", "/token"),
        method("GET", "/token/explain"),
        method("POST", "/audience"),
        method("HEAD", "/healthz"),
        nowhere("/"),
        nowhere("/token/"),
        nowhere("//token"),
        nowhere("/token/../token"),
        nowhere("/tok%65n"),
        nowhere("/TOKEN"));
  }

  private static Case bad(int row, String name, ObjectNode event) {
    return new Case(row, name, event, 400, "malformed_request");
  }

  private static Case missing(int row, String name, ObjectNode event) {
    return new Case(row, name, event, 401, "missing_token");
  }

  private static Case unsupported(int row, String name, ObjectNode event) {
    return new Case(row, name, event, 415, "unsupported_media_type");
  }

  private static Case scope(String name, String scope) {
    return new Case(0, name, exchange(TOKEN, "scope", scope), 400, "invalid_scope");
  }

  private static Case target(String name, String resource) {
    return new Case(0, name, exchange(TOKEN, "resource", resource), 400, "invalid_target");
  }

  private static Case method(String method, String path) {
    return new Case(73, method + " " + path, request(method, path), 405, "method_not_allowed");
  }

  private static Case nowhere(String path) {
    return new Case(73, path, request("POST", path), 404, "not_found");
  }

  private static ObjectNode authorized(String value) {
    return header(request("POST", "/token"), "authorization", value);
  }

  private static ObjectNode typed(String type) {
    return header(exchange(TOKEN), "content-type", type);
  }

  private static ObjectNode without(ObjectNode event, String header) {
    ((ObjectNode) event.path("headers")).remove(header);
    return event;
  }
}
