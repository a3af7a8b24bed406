package dev.storekeeper.usagetracking;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.storekeeper.usagetracking.trail.MalformedTrailException;

/**
 * An event of EventBridge.
 *
 * @param kind source and detail-type, with a colon in between
 * @param account the account it is from
 * @param detail what happened
 */
record EventEnvelope(String kind, String account, JsonNode detail) {
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

  static EventEnvelope parse(String body) throws MalformedTrailException {
    JsonNode event;
    try {
      event = JSON.readTree(body);
    } catch (JsonProcessingException e) {
      throw new MalformedTrailException("event: not JSON: " + e.getOriginalMessage(), e);
    }
    if (!event.path("detail").isObject()) {
      throw new MalformedTrailException(
          "detail: found " + event.path("detail").getNodeType() + ", expected an object");
    }
    return new EventEnvelope(
        event.path("source").asText() + ":" + event.path("detail-type").asText(),
        event.path("account").asText(),
        event.path("detail"));
  }
}
