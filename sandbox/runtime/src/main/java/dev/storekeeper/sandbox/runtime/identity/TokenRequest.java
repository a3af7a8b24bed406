package dev.storekeeper.sandbox.runtime.identity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.Optional;

/**
 * What a token shall be like.
 *
 * @param audience its audience, a text or a list; missing for the usual one
 * @param claims claims that differ from the job's; null takes one away
 * @param header header members that differ from the usual ones; null takes one away
 * @param lifetime how long it lives, empty for the usual time; may be negative
 */
record TokenRequest(
    JsonNode audience, ObjectNode claims, ObjectNode header, Optional<Duration> lifetime) {

  /** A token for an audience, as a job gets it. */
  static TokenRequest forAudience(Optional<String> audience) {
    JsonNodeFactory json = JsonNodeFactory.instance;
    return new TokenRequest(
        audience.<JsonNode>map(json::textNode).orElseGet(json::missingNode),
        json.objectNode(),
        json.objectNode(),
        Optional.empty());
  }

  /**
   * Reads a request.
   *
   * @throws dev.storekeeper.sandbox.runtime.AwsException {@code 400} naming the member that is
   *     wrong
   */
  static TokenRequest of(JsonBody body) {
    body.allow("audience", "claims", "header", "lifetimeSeconds");
    JsonNode audience = body.json().path("audience");
    if (!audience.isMissingNode() && !audience.isTextual() && !audience.isArray()) {
      throw JsonBody.invalid("audience", audience, "a text or a list of texts");
    }
    return new TokenRequest(
        audience,
        body.object("claims"),
        body.object("header"),
        body.number("lifetimeSeconds").map(Duration::ofSeconds));
  }
}
