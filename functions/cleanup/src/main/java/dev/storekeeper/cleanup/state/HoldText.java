package dev.storekeeper.cleanup.state;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.storekeeper.cleanup.item.Hold;
import java.time.Instant;

/** A hold as text, and where it lies. */
final class HoldText {
  private HoldText() {}

  /** The key of the domain that a scope lies in. */
  static String key(String scope) {
    String[] parts = scope.split("/", 3);
    if (parts.length < 2) {
      throw new IllegalArgumentException(
          "scope: found " + scope + ", expected at least owner/domain");
    }
    return "holds#" + parts[0] + "/" + parts[1];
  }

  static String write(Hold hold) {
    return Texts.object()
        .put("scope", hold.scope())
        .put("reason", hold.reason())
        .put("by", hold.by())
        .put("at", hold.at().toString())
        .toString();
  }

  static Hold read(String text) {
    ObjectNode json = Texts.read(text);
    return new Hold(
        json.path("scope").asText(),
        json.path("reason").asText(),
        json.path("by").asText(),
        Instant.parse(json.path("at").asText()));
  }
}
