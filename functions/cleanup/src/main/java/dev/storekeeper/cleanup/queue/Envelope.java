package dev.storekeeper.cleanup.queue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/**
 * A message of work.
 *
 * @param kind what kind of work
 * @param body what it is about
 * @param attempt how often it came before without a result
 * @param failures how often of these its work failed
 */
public record Envelope(String kind, ObjectNode body, int attempt, int failures) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** A message that is sent for the first time. */
  public static Envelope first(String kind, ObjectNode body) {
    return new Envelope(kind, body, 0, 0);
  }

  /** The same, sent again. */
  public Envelope again() {
    return new Envelope(kind, body, attempt + 1, failures);
  }

  /** The same after a failure; it has still to be sent again. */
  public Envelope failed() {
    return new Envelope(kind, body, attempt, failures + 1);
  }

  /** Reads a message; absent if it is none. */
  public static Optional<Envelope> read(String text) {
    try {
      return JSON.readTree(text) instanceof ObjectNode json
              && json.path("kind").isTextual()
              && json.path("body") instanceof ObjectNode body
          ? Optional.of(
              new Envelope(
                  json.path("kind").asText(),
                  body,
                  json.path("attempt").asInt(),
                  json.path("failures").asInt()))
          : Optional.empty();
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }

  /** The message as text. */
  public String write() {
    ObjectNode json = JSON.createObjectNode().put("kind", kind).put("attempt", attempt);
    json.put("failures", failures);
    json.set("body", body);
    return json.toString();
  }
}
