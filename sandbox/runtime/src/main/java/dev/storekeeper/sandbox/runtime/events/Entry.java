package dev.storekeeper.sandbox.runtime.events;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.storekeeper.sandbox.runtime.AwsException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** One entry of PutEvents: its checks and the event that it becomes. */
final class Entry {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private Entry() {}

  /**
   * The entry's size as PutEvents counts it ("Calculating PutEvents event entry size"): 14 bytes
   * for a time, and the UTF-8 lengths of source, detail type, detail and each resource.
   */
  static int size(JsonNode entry) {
    int size = entry.hasNonNull("Time") ? 14 : 0;
    size += bytes(entry.path("Source"));
    size += bytes(entry.path("DetailType"));
    size += bytes(entry.path("Detail"));
    for (JsonNode resource : entry.path("Resources")) {
      size += bytes(resource);
    }
    return size;
  }

  /**
   * The event of an entry.
   *
   * @throws AwsException with the code that PutEvents gives for the entry
   */
  static ObjectNode event(JsonNode entry, String id, String account, String region, Instant now) {
    String source = required(entry, "Source");
    String detailType = required(entry, "DetailType");
    JsonNode detail = detail(required(entry, "Detail"));
    if (source.startsWith("aws.")) {
      throw new AwsException(
          400, "NotAuthorizedForSourceException", "Not authorized for the source.");
    }
    if (detailType.length() > 128) {
      throw invalid("DetailType", "it has more than 128 characters");
    }
    ArrayNode resources = JsonNodeFactory.instance.arrayNode();
    entry.path("Resources").forEach(resource -> resources.add(resource.asText()));
    ObjectNode event = envelope(id, detailType, source, account, time(entry, now), region);
    event.set("resources", resources);
    event.set("detail", detail);
    return event;
  }

  /** The members of every event but resources and detail. */
  static ObjectNode envelope(
      String id, String detailType, String source, String account, Instant time, String region) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("version", "0")
        .put("id", id)
        .put("detail-type", detailType)
        .put("source", source)
        .put("account", account)
        .put("time", time.truncatedTo(ChronoUnit.SECONDS).toString())
        .put("region", region);
  }

  private static JsonNode detail(String text) {
    try {
      JsonNode detail = JSON.readTree(text);
      if (detail.isObject()) {
        return detail;
      }
    } catch (JsonProcessingException e) {
      throw malformed(e);
    }
    throw malformed(null);
  }

  private static AwsException malformed(@org.jspecify.annotations.Nullable Exception cause) {
    AwsException malformed = new AwsException(400, "MalformedDetail", "Detail is malformed.");
    if (cause != null) {
      malformed.initCause(cause);
    }
    return malformed;
  }

  private static Instant time(JsonNode entry, Instant now) {
    JsonNode time = entry.path("Time");
    try {
      if (time.isNumber()) {
        return Instant.ofEpochMilli(Math.round(time.asDouble() * 1000));
      }
      return time.isTextual() ? Instant.parse(time.asText()) : now;
    } catch (DateTimeException e) {
      AwsException invalid = invalid("Time", "'" + time.asText() + "' is no RFC 3339 timestamp");
      invalid.initCause(e);
      throw invalid;
    }
  }

  private static String required(JsonNode entry, String name) {
    String text = entry.path(name).asText();
    if (text.isEmpty()) {
      throw invalid(name, name + " is a required argument.");
    }
    return text;
  }

  private static AwsException invalid(String name, String reason) {
    return new AwsException(
        400, "InvalidArgument", "Parameter " + name + " is not valid. Reason: " + reason);
  }

  private static int bytes(JsonNode text) {
    return text.asText().getBytes(StandardCharsets.UTF_8).length;
  }
}
