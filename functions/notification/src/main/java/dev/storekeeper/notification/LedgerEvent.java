package dev.storekeeper.notification;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.time.format.DateTimeParseException;

/**
 * A ledger record as it arrives from the bus.
 *
 * @param record the record, as the ledger's README describes it
 * @param id its id
 * @param type its type, for example {@code package-version.published}
 * @param time when it happened
 */
record LedgerEvent(JsonNode record, String id, String type, Instant time) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int SCHEMA = 1;

  /**
   * Reads the body of a queue message: an EventBridge event whose detail is a record.
   *
   * @throws MalformedEventException with what was found and what is expected
   */
  static LedgerEvent parse(String body) throws MalformedEventException {
    JsonNode record;
    try {
      record = JSON.readTree(body).path("detail");
    } catch (JsonProcessingException e) {
      throw new MalformedEventException("the message is no JSON: " + e.getOriginalMessage());
    }
    if (!record.isObject()) {
      throw new MalformedEventException("detail is missing; expected a ledger record");
    }
    JsonNode schema = record.path("schema");
    if (schema.asInt() != SCHEMA) {
      throw new MalformedEventException(
          "schema is " + (schema.isMissingNode() ? "missing" : schema) + "; expected " + SCHEMA);
    }
    String time = text(record, "time");
    try {
      return new LedgerEvent(record, text(record, "id"), text(record, "type"), Instant.parse(time));
    } catch (DateTimeParseException e) {
      throw new MalformedEventException("time is no ISO 8601 instant in UTC");
    }
  }

  private static String text(JsonNode record, String field) throws MalformedEventException {
    JsonNode value = record.path(field);
    if (!value.isTextual() || value.asText().isBlank()) {
      throw new MalformedEventException(
          field + " is " + (value.isMissingNode() ? "missing" : "no text") + "; expected text");
    }
    return value.asText();
  }

  /** A text within the record, empty if it is not there. */
  String text(String pointer) {
    return record.at(pointer).asText("");
  }
}
