package dev.storekeeper.sandbox.runtime.identity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Objects;

/** Sets of claims. */
final class Claims {
  private Claims() {}

  /** The usual claims of a CI system. */
  static ObjectNode read(String resource) {
    try (InputStream in =
        Objects.requireNonNull(Claims.class.getResourceAsStream(resource), resource)) {
      return (ObjectNode) new ObjectMapper().readTree(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Claims with some set to other values and, where the value is null, taken away. */
  static ObjectNode merge(JsonNode claims, JsonNode changes) {
    ObjectNode merged = JsonNodeFactory.instance.objectNode();
    for (JsonNode source : new JsonNode[] {claims, changes}) {
      for (Map.Entry<String, JsonNode> claim : source.properties()) {
        if (claim.getValue().isNull()) {
          merged.remove(claim.getKey());
        } else if (!claim.getValue().isMissingNode()) {
          merged.set(claim.getKey(), claim.getValue());
        }
      }
    }
    return merged;
  }

  /** Changes followed by further ones, which keeps what either takes away. */
  static ObjectNode compose(JsonNode first, JsonNode second) {
    ObjectNode both = JsonNodeFactory.instance.objectNode();
    first.properties().forEach(claim -> both.set(claim.getKey(), claim.getValue()));
    second.properties().forEach(claim -> both.set(claim.getKey(), claim.getValue()));
    return both;
  }
}
