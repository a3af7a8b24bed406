package dev.storekeeper.cleanup.control;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A request: {@code {"schema": 1, "action": ..., "parameters": {...}, "identity": {...}}}.
 *
 * @param action what is asked
 * @param parameters about what
 * @param identity the headers of a request that the caller signed; only changes need one
 */
record ControlRequest(Action action, Parameters parameters, Optional<SignedHeaders> identity) {
  /** The most bytes of a request; session tokens are what is long in it. */
  static final int MAX_BYTES = 64 * 1024;

  private static final int SCHEMA = 1;
  private static final Set<String> FIELDS = Set.of("schema", "action", "parameters", "identity");
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  static ControlRequest read(byte[] bytes) throws ControlException {
    if (bytes.length > MAX_BYTES) {
      throw ControlException.invalid("request: found more than " + MAX_BYTES + " bytes");
    }
    ObjectNode json = parse(bytes);
    for (Map.Entry<String, JsonNode> field : json.properties()) {
      if (!FIELDS.contains(field.getKey())) {
        throw ControlException.invalid(
            "request: found the field "
                + Shown.text(field.getKey())
                + ", expected schema, action, parameters and identity");
      }
    }
    JsonNode schema = json.path("schema");
    if (!schema.isInt() || schema.asInt() != SCHEMA) {
      throw ControlException.invalid(
          "schema: found "
              + (schema.isMissingNode() ? "nothing" : Shown.text(schema.toString()))
              + ", expected "
              + SCHEMA
              + "; command line and function are of different releases");
    }
    Action action = Action.of(json.path("action").asText());
    return new ControlRequest(
        action,
        Parameters.of(action, object(json, "parameters")),
        json.has("identity")
            ? Optional.of(SignedHeaders.of(object(json, "identity")))
            : Optional.empty());
  }

  private static ObjectNode parse(byte[] bytes) throws ControlException {
    try {
      if (JSON.readTree(bytes) instanceof ObjectNode object) {
        return object;
      }
    } catch (IOException e) {
      // What the parser says quotes the request, which may hold a session token.
      throw ControlException.invalid("request: found no JSON, expected an object");
    }
    throw ControlException.invalid("request: found other JSON, expected an object");
  }

  private static ObjectNode object(ObjectNode json, String field) throws ControlException {
    if (json.path(field) instanceof ObjectNode object) {
      return object;
    }
    throw ControlException.invalid(field + ": expected an object");
  }
}
