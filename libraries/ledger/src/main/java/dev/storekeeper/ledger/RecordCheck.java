package dev.storekeeper.ledger;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** Checks that a JSON object is a record of schema 1. */
final class RecordCheck {
  private static final int MAX_STREAM_BYTES = 2048;
  private static final int MAX_POSITION_BYTES = 1024;
  private static final int MAX_SHOWN = 80;
  private static final Pattern ID =
      Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}");
  private static final Pattern TYPE = Pattern.compile("[a-z0-9-]{1,32}(\\.[a-z0-9-]{1,32}){1,3}");
  private static final Pattern TIME =
      Pattern.compile(
          "[0-9]{4}-(0[1-9]|1[0-2])-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-5][0-9]\\.[0-9]{3}Z");
  private static final Pattern KEY = Pattern.compile("[^\\p{Cntrl}\\p{Cs}]+");

  private RecordCheck() {}

  static void check(ObjectNode json) {
    JsonNode schema = json.path("schema");
    require(
        schema.isInt() && schema.asInt() == LedgerRecord.SCHEMA,
        json,
        "schema",
        "the schema " + LedgerRecord.SCHEMA);
    require(matches(json, "id", ID), json, "id", "a version 7 UUID");
    require(matches(json, "type", TYPE), json, "type", "words as in package-version.published");
    require(matches(json, "time", TIME), json, "time", "a time as in 2026-03-04T10:15:30.000Z");
    require(
        matches(json, "recordedAt", TIME),
        json,
        "recordedAt",
        "a time as in 2026-03-04T10:15:30.000Z");
    require(
        matches(json, "stream", KEY) && bytes(json, "stream") <= MAX_STREAM_BYTES,
        json,
        "stream",
        "1 to " + MAX_STREAM_BYTES + " bytes without control characters");
    require(
        matches(json, "position", KEY) && bytes(json, "position") <= MAX_POSITION_BYTES,
        json,
        "position",
        "1 to " + MAX_POSITION_BYTES + " bytes without control characters");
    require(json.path("data").isObject(), json, "data", "an object");
    if (json.has("package")) {
      require(json.path("package").isObject(), json, "package", "an object, or nothing at all");
    }
  }

  private static boolean matches(ObjectNode json, String field, Pattern pattern) {
    return json.path(field).isTextual() && pattern.matcher(json.path(field).asText()).matches();
  }

  private static int bytes(ObjectNode json, String field) {
    return json.path(field).asText().getBytes(StandardCharsets.UTF_8).length;
  }

  private static void require(boolean holds, ObjectNode json, String field, String expected) {
    if (!holds) {
      String found = json.has(field) ? RecordJson.write(json.path(field)) : "nothing";
      String shown = found.length() <= MAX_SHOWN ? found : found.substring(0, MAX_SHOWN) + "...";
      throw new IllegalArgumentException(field + ": found " + shown + ", expected " + expected);
    }
  }
}
