package dev.storekeeper.announcement;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.storekeeper.lambda.Invocation;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/**
 * Turns the changes of the ledger's table into the events of the bus: a record without its raw
 * event for each record that was appended. What cannot be announced is reported and left out; it
 * never keeps its neighbours back.
 */
final class Announcement {
  /** EventBridge takes 256 KB an event; the rest is for the envelope around the record. */
  private static final int MAX_BYTES = 250_000;

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();

  private Announcement() {}

  /** The events for a batch of changes, in their order. */
  static ArrayNode of(JsonNode changes, Invocation invocation) {
    ArrayNode events = JSON.createArrayNode();
    for (JsonNode change : changes) {
      event(change, invocation).ifPresent(events::add);
    }
    invocation.metrics().count("Announced", events.size());
    return events;
  }

  private static Optional<ObjectNode> event(JsonNode change, Invocation invocation) {
    String name = change.path("eventName").asText();
    return switch (name) {
      case "INSERT" -> inserted(change, invocation);
      case "MODIFY", "REMOVE" -> {
        invocation.metrics().count("UnexpectedChanges", 1);
        invocation
            .log()
            .error(
                "a record of the append-only ledger was changed; this is tampering",
                Map.of(
                    "eventName", name,
                    "stream", change.at("/dynamodb/Keys/stream/S").asText(),
                    "position", change.at("/dynamodb/Keys/position/S").asText(),
                    "recordId", change.at("/dynamodb/OldImage/id/S").asText(),
                    "eventId", change.path("eventID").asText(),
                    "userIdentity", change.path("userIdentity").toString()));
        yield Optional.empty();
      }
      default -> unreadable(change, "eventName is not INSERT, MODIFY or REMOVE", invocation);
    };
  }

  private static Optional<ObjectNode> inserted(JsonNode change, Invocation invocation) {
    JsonNode text = change.at("/dynamodb/NewImage/record/S");
    if (!text.isTextual()) {
      return unreadable(change, "dynamodb.NewImage.record.S is not a text", invocation);
    }
    ObjectNode event;
    try {
      if (!(JSON.readTree(text.asText()) instanceof ObjectNode record)) {
        return unreadable(change, "the record is not a JSON object", invocation);
      }
      event = record;
    } catch (JsonProcessingException e) {
      return unreadable(change, "the record is not JSON", invocation);
    }
    event.remove("event");
    int bytes = event.toString().getBytes(StandardCharsets.UTF_8).length;
    return bytes <= MAX_BYTES
        ? Optional.of(event)
        : unreadable(change, "the record is too large for the bus: " + bytes, invocation);
  }

  private static Optional<ObjectNode> unreadable(
      JsonNode change, String problem, Invocation invocation) {
    invocation.metrics().count("Unreadable", 1);
    invocation
        .log()
        .error(
            "a change of the ledger cannot be announced",
            Map.of(
                "problem", problem,
                "stream", change.at("/dynamodb/Keys/stream/S").asText(),
                "position", change.at("/dynamodb/Keys/position/S").asText(),
                "eventId", change.path("eventID").asText()));
    return Optional.empty();
  }
}
