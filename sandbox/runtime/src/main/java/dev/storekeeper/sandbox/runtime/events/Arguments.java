package dev.storekeeper.sandbox.runtime.events;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.storekeeper.sandbox.runtime.AwsException;
import java.io.IOException;
import java.util.Optional;

/** The members of a request's JSON body. */
record Arguments(JsonNode body) {
  private static final ObjectMapper JSON = new ObjectMapper();

  static Arguments parse(byte[] body) {
    try {
      JsonNode node = body.length == 0 ? JSON.createObjectNode() : JSON.readTree(body);
      if (node.isObject()) {
        return new Arguments(node);
      }
      throw new AwsException(400, "SerializationException", "the body is not a JSON object");
    } catch (IOException e) {
      AwsException malformed =
          new AwsException(400, "SerializationException", "the body is not JSON");
      malformed.initCause(e);
      throw malformed;
    }
  }

  String required(String name) {
    return optional(name)
        .filter(text -> !text.isEmpty())
        .orElseThrow(() ->
            new AwsException(400, "ValidationException", "Parameter " + name + " is missing"));
  }

  Optional<String> optional(String name) {
    JsonNode value = body.path(name);
    if (value.isMissingNode() || value.isNull()) {
      return Optional.empty();
    }
    if (!value.isTextual()) {
      throw new AwsException(
          400, "ValidationException", "Parameter " + name + " is " + value + "; expected text");
    }
    return Optional.of(value.asText());
  }

  String text(String name) {
    return optional(name).orElse("");
  }

  JsonNode list(String name) {
    JsonNode value = body.path(name);
    if (!value.isArray()) {
      throw new AwsException(
          400, "ValidationException", "Parameter " + name + " is missing or not a list");
    }
    return value;
  }
}
