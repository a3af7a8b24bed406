package dev.storekeeper.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.storekeeper.token.Endpoint.Answer;
import dev.storekeeper.trust.DenialReason;
import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Everything but the exchange: explanations, metadata, audience, schema, health, schedule. */
class PublishedTest {
  private final Endpoint endpoint = new Endpoint();

  @Test
  void theAudienceIsTold() {
    Answer answer = endpoint.send(Events.request("GET", "/audience"));
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.text()).isEqualTo("{\"audience\":\"storekeeper-test\"}");
  }

  @Test
  void theMetadataIsUnderTheGatewaysNameAndNotTheHostHeaders() {
    JsonNode json = metadata(endpoint);
    String base = "https://abcde12345.execute-api.eu-west-1.amazonaws.com";
    assertThat(json.path("issuer").asText()).isEqualTo(base);
    assertThat(json.path("token_endpoint").asText()).isEqualTo(base + "/token");
    assertThat(json.path("token_explain_endpoint").asText()).isEqualTo(base + "/token/explain");
    assertThat(json.at("/token_endpoint_auth_methods_supported/0").asText()).isEqualTo("none");
  }

  @Test
  void aConfiguredUrlGoesBeforeTheGatewaysAndItsPathBeforeEveryPath() {
    Endpoint behind = new Endpoint(Optional.of(URI.create("https://ci.example/tokens")));
    assertThat(behind.send(Events.request("GET", "/tokens/audience")).status()).isEqualTo(200);
    JsonNode json = metadata(behind);
    assertThat(json.path("token_endpoint").asText()).isEqualTo("https://ci.example/tokens/token");
  }

  @Test
  void theSchemaIsServed() {
    Answer answer = endpoint.send(Events.request("GET", "/schema/policy.json"));
    assertThat(answer.header("content-type")).isEqualTo("application/schema+json");
    assertThat(answer.text()).isEqualTo("{\"title\":\"schema\"}");
  }

  @Test
  void healthIsShallowUnlessAskedForMore() {
    assertThat(endpoint.send(Events.request("GET", "/healthz")).text())
        .isEqualTo("{\"status\":\"ok\"}");
    Answer deep = endpoint.send(Events.request("GET", "/healthz").put("rawQueryString", "deep=1"));
    assertThat(deep.status()).isEqualTo(503);
    assertThat(deep.json().path("state").asText()).isEqualTo("unavailable");
    assertThat(deep.json().at("/key_age_seconds/github").asLong()).isEqualTo(7);
    assertThat(deep.json().path("policy_digest").asText()).isEqualTo(Endpoint.DIGEST);
  }

  @Test
  void anExplanationClaimsAndRecordsNothing() {
    ObjectNode event = explain(endpoint.token("1"));
    Answer allowed = endpoint.send(event);
    assertThat(allowed.status()).isEqualTo(200);
    assertThat(allowed.json().path("decision").asText()).isEqualTo("allow");
    assertThat(allowed.json().at("/grant/statement").asText()).isEqualTo("main-may-publish");
    assertThat(allowed.json().at("/explain/claims/ref").asText()).isEqualTo("refs/heads/main");
    assertThat(allowed.json().has("access_token")).isFalse();

    endpoint.policy = (token, request) -> Endpoint.denied(DenialReason.NOT_ALLOWED);
    Answer denied = endpoint.send(event);
    assertThat(denied.status()).isEqualTo(200);
    assertThat(denied.json().path("decision").asText()).isEqualTo("deny");
    assertThat(denied.json().path("code").asText()).isEqualTo("not_allowed");
    assertThat(denied.json().at("/explain/summary").asText()).isNotEmpty();

    assertThat(endpoint.steps).containsOnly("decide");
    assertThat(endpoint.ledger.records()).isEmpty();
  }

  @Test
  void anExplanationOfAnUnverifiedTokenIsARefusal() {
    Answer answer = endpoint.send(explain("garbage"));
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json().path("code").asText()).isEqualTo("token_rejected");
  }

  @Test
  void theScheduleIsToldHowManyWindowsWereCounted() {
    Answer answer = endpoint.send(Events.sample("token-denials-schedule.json"));
    assertThat(answer.event().path("windows").asInt(-1)).isZero();
  }

  @Test
  void theSampleRequestIsReadAndRefused() {
    Answer answer = endpoint.send(Events.sample("token-request.json"));
    assertThat(answer.json().path("code").asText()).isEqualTo("token_rejected");
  }

  @Test
  void anyOtherEventIsAnError() {
    assertThatThrownBy(() -> endpoint.send(Events.JSON.createObjectNode().put("Records", 1)))
        .hasMessageContaining("payload format 2.0");
  }

  private static JsonNode metadata(Endpoint endpoint) {
    Answer answer = endpoint.send(Events.request("GET", "/.well-known/oauth-authorization-server"));
    return answer.status() == 200
        ? answer.json()
        : endpoint
            .send(Events.request("GET", "/tokens/.well-known/oauth-authorization-server"))
            .json();
  }

  private static ObjectNode explain(String token) {
    ObjectNode event = Events.exchange(token).put("rawPath", "/token/explain");
    ((ObjectNode) event.at("/requestContext/http")).put("path", "/token/explain");
    return event;
  }
}
