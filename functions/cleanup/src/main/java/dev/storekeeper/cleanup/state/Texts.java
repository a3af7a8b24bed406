package dev.storekeeper.cleanup.state;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Optional;

/** JSON objects as the table keeps them. */
final class Texts {
  private static final ObjectMapper JSON = new ObjectMapper();

  private Texts() {}

  static ObjectNode object() {
    return JSON.createObjectNode();
  }

  static ObjectNode read(String text) {
    try {
      if (JSON.readTree(text) instanceof ObjectNode object) {
        return object;
      }
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the table holds what is no JSON", e);
    }
    throw new IllegalStateException("the table holds JSON that is no object");
  }

  static void put(ObjectNode object, String field, Optional<?> value) {
    value.ifPresent(present -> object.put(field, present.toString()));
  }

  static Optional<String> text(ObjectNode object, String field) {
    return Optional.ofNullable(object.get(field)).map(node -> node.asText());
  }

  static Optional<Instant> time(ObjectNode object, String field) {
    return text(object, field).map(Instant::parse);
  }
}
