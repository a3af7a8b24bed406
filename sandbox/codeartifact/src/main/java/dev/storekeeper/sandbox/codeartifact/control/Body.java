package dev.storekeeper.sandbox.codeartifact.control;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.storekeeper.sandbox.codeartifact.ServiceException;
import dev.storekeeper.sandbox.codeartifact.store.Json;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The JSON body of a request. Every accessor refuses what is not of the asked form. */
record Body(ObjectNode json) {
  private static final int LARGEST = 1 << 20;
  private static final ObjectMapper MAPPER =
      new ObjectMapper()
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  static Body read(InputStream in) throws IOException {
    byte[] bytes = in.readNBytes(LARGEST + 1);
    if (bytes.length > LARGEST) {
      throw new ServiceException(
          413,
          "RequestEntityTooLargeException",
          "The request's body is larger than the limit of " + LARGEST + " bytes");
    }
    return bytes.length == 0 ? new Body(Json.object()) : new Body(parse(bytes));
  }

  private static ObjectNode parse(byte[] bytes) throws IOException {
    JsonNode tree;
    try {
      tree = MAPPER.readTree(bytes);
    } catch (JsonProcessingException e) {
      throw ServiceException.invalid("The request's body is not JSON: " + e.getOriginalMessage());
    }
    if (tree instanceof ObjectNode object) {
      return object;
    }
    throw ServiceException.invalid(
        "The request's body is of type " + tree.getNodeType() + ", expected a JSON object");
  }

  /** A text. */
  Optional<String> text(String field, Constraint constraint) {
    return value(field).map(node -> constraint.check(field, text(field, node)));
  }

  /** Yes or no; no where nothing is given. */
  boolean flag(String field) {
    return value(field)
        .map(node -> {
          if (!node.isBoolean()) {
            throw Constraint.violation(field, "found " + node, "true or false");
          }
          return node.booleanValue();
        })
        .orElse(false);
  }

  /** A whole number. */
  Optional<Integer> number(String field, Constraint constraint) {
    return value(field)
        .map(node -> {
          if (!node.isInt()) {
            throw Constraint.violation(field, "found " + node, constraint.expectation());
          }
          return Integer.parseInt(constraint.check(field, node.asText()));
        });
  }

  /** An object. */
  Optional<Body> object(String field) {
    return value(field)
        .map(node -> {
          if (node instanceof ObjectNode object) {
            return new Body(object);
          }
          throw Constraint.violation(field, "found " + node, "an object");
        });
  }

  /** A list, item by item. */
  <T> Optional<List<T>> list(String field, int minimum, int maximum, Function<JsonNode, T> item) {
    return value(field)
        .map(node -> {
          if (!node.isArray() || node.size() < minimum || node.size() > maximum) {
            throw Constraint.violation(
                field,
                node.isArray() ? "found " + node.size() + " items" : "found no list",
                "a list of " + minimum + " to " + maximum + " items");
          }
          List<T> items = new ArrayList<>();
          node.forEach(element -> items.add(item.apply(element)));
          return List.copyOf(items);
        });
  }

  /** An object of texts. */
  Optional<Map<String, String>> texts(String field, Constraint constraint) {
    return object(field)
        .map(object -> {
          Map<String, String> texts = new LinkedHashMap<>();
          object
              .json
              .properties()
              .forEach(entry ->
                  texts.put(
                      entry.getKey(), constraint.check(field, text(field, entry.getValue()))));
          return texts;
        });
  }

  /** A JSON value that must be text. */
  static String text(String field, JsonNode node) {
    if (!node.isTextual()) {
      throw Constraint.violation(field, "found " + node.getNodeType(), "text");
    }
    return node.textValue();
  }

  private Optional<JsonNode> value(String field) {
    return Optional.ofNullable(json.get(field)).filter(node -> !node.isNull());
  }
}
