package dev.storekeeper.identity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A token's claims as policies see them. Patterns compare texts, and they match a list if any of
 * its elements does; so what the dictionary calls a text must never arrive as a list or an object.
 */
final class PolicyClaims {
  private PolicyClaims() {}

  static ObjectNode of(ObjectNode claims, Issuer issuer) throws MalformedException {
    ObjectNode policyClaims = claims.deepCopy();
    for (Map.Entry<String, JsonNode> claim : claims.properties()) {
      String name = claim.getKey();
      Optional<ClaimType> type = issuer.type(name);
      if (claim.getValue().isNull()) {
        policyClaims.remove(name);
      } else if (type.isPresent()) {
        policyClaims.set(name, value(name, type.get(), claim.getValue()));
      }
    }
    return policyClaims;
  }

  private static JsonNode value(String name, ClaimType type, JsonNode value)
      throws MalformedException {
    return switch (type) {
      case TEXT -> scalar(name, value);
      case BOOLEAN -> value.isBoolean() ? text(value) : scalar(name, value);
      case INTEGER -> value.isIntegralNumber() ? text(value) : scalar(name, value);
      case LIST -> value.isArray() ? list(name, value) : scalar(name, text(value));
      case OBJECT -> object(name, value);
    };
  }

  private static JsonNode scalar(String name, JsonNode value) throws MalformedException {
    if (!value.isValueNode()) {
      throw new MalformedException(
          name + " is a list or an object; the issuer's dictionary expects one value");
    }
    return value;
  }

  private static JsonNode list(String name, JsonNode value) throws MalformedException {
    for (JsonNode item : value) {
      scalar(name, item);
    }
    return texts(value);
  }

  private static JsonNode object(String name, JsonNode value) throws MalformedException {
    if (!value.isObject()) {
      throw new MalformedException(name + " is no object; the issuer's dictionary expects one");
    }
    return texts(value);
  }

  /** The same with texts for booleans and whole numbers and without nulls, at any depth. */
  private static JsonNode texts(JsonNode value) {
    return switch (value) {
      case ObjectNode object -> {
        ObjectNode copy = object.objectNode();
        object.properties().stream()
            .filter(member -> !member.getValue().isNull())
            .forEach(member -> copy.set(member.getKey(), texts(member.getValue())));
        yield copy;
      }
      case ArrayNode array -> {
        List<JsonNode> items =
            array.valueStream().filter(item -> !item.isNull()).map(PolicyClaims::texts).toList();
        yield array.arrayNode().addAll(items);
      }
      default -> text(value);
    };
  }

  private static JsonNode text(JsonNode value) {
    return value.isBoolean() || value.isIntegralNumber() ? TextNode.valueOf(value.asText()) : value;
  }
}
