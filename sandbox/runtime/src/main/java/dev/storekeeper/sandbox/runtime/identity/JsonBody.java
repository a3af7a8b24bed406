package dev.storekeeper.sandbox.runtime.identity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import dev.storekeeper.sandbox.runtime.AwsException;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The JSON object of a request, read strictly. Without a body it is empty.
 *
 * @param json the object
 */
record JsonBody(ObjectNode json) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int LIMIT = 64 << 10;
  private static final long LONGEST_SECONDS = 400L * 24 * 3600;

  /**
   * Reads a request's body.
   *
   * @throws AwsException {@code 400} if it is no object, {@code 413} above 64 KiB
   */
  static JsonBody of(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readNBytes(LIMIT + 1);
    if (body.length > LIMIT) {
      throw new AwsException(413, "RequestEntityTooLarge", "a body has at most 64 KiB");
    }
    if (body.length == 0) {
      return new JsonBody(JsonNodeFactory.instance.objectNode());
    }
    try {
      if (JSON.readTree(body) instanceof ObjectNode object) {
        return new JsonBody(object);
      }
    } catch (IOException e) {
      throw new AwsException(400, "ValidationException", "the body is not JSON");
    }
    throw new AwsException(400, "ValidationException", "the body is not a JSON object");
  }

  /** Refuses members that are not known. */
  void allow(String... members) {
    for (Map.Entry<String, JsonNode> member : json.properties()) {
      if (!List.of(members).contains(member.getKey())) {
        throw new AwsException(
            400,
            "ValidationException",
            "unknown member " + member.getKey() + "; expected " + String.join(", ", members));
      }
    }
  }

  ObjectNode object(String member) {
    JsonNode value = json.path(member);
    if (value.isMissingNode()) {
      return JsonNodeFactory.instance.objectNode();
    }
    if (value instanceof ObjectNode object) {
      return object;
    }
    throw invalid(member, value, "an object");
  }

  Optional<Long> number(String member) {
    JsonNode value = json.path(member);
    if (value.isMissingNode()) {
      return Optional.empty();
    }
    if (value.isIntegralNumber() && Math.abs(value.asLong()) <= LONGEST_SECONDS) {
      return Optional.of(value.asLong());
    }
    throw invalid(member, value, "a number of seconds, at most " + LONGEST_SECONDS);
  }

  boolean flag(String member) {
    JsonNode value = json.path(member);
    if (!value.isMissingNode() && !value.isBoolean()) {
      throw invalid(member, value, "true or false");
    }
    return value.asBoolean();
  }

  String text(String member) {
    return json.path(member).asText();
  }

  static AwsException invalid(String member, JsonNode found, String expected) {
    return new AwsException(
        400, "ValidationException", member + ": found " + found + ", expected " + expected);
  }
}
