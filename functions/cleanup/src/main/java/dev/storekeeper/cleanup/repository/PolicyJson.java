package dev.storekeeper.cleanup.repository;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.storekeeper.cleanup.registry.RegistryException;
import java.util.ArrayList;
import java.util.List;

/** Policy documents (IAM User Guide, "Grammar of the IAM JSON policy language"). */
final class PolicyJson {
  static final String STATEMENT = "Statement";

  private static final JsonMapper JSON = new JsonMapper();

  private PolicyJson() {}

  /** A document without statements. */
  static ObjectNode empty() {
    return JsonNodeFactory.instance.objectNode().put("Version", "2012-10-17");
  }

  static ObjectNode parse(String document) throws RegistryException {
    try {
      if (JSON.readTree(document) instanceof ObjectNode object) {
        return object;
      }
      throw unreadable("expected an object");
    } catch (JsonProcessingException e) {
      throw unreadable(String.valueOf(e.getOriginalMessage()));
    }
  }

  private static RegistryException unreadable(String why) {
    return new RegistryException(
        RegistryException.Kind.UNAVAILABLE, "a permissions policy could not be read: " + why);
  }

  /** The statements, whether there is one or a list of them. */
  static List<ObjectNode> statements(ObjectNode policy) throws RegistryException {
    List<ObjectNode> statements = new ArrayList<>();
    JsonNode found = policy.path(STATEMENT);
    if (found instanceof ObjectNode one) {
      return List.of(one);
    }
    if (!found.isArray() && !found.isMissingNode()) {
      throw unreadable("Statement: expected an object or a list of them");
    }
    for (JsonNode each : found) {
      if (!(each instanceof ObjectNode statement)) {
        throw unreadable("Statement: expected an object or a list of them");
      }
      statements.add(statement);
    }
    return statements;
  }

  /** The same document with other statements; a single one stays single if it was. */
  static String with(ObjectNode policy, List<ObjectNode> statements) {
    ObjectNode changed = policy.deepCopy();
    if (policy.path(STATEMENT).isObject() && statements.size() == 1) {
      changed.set(STATEMENT, statements.getFirst());
    } else {
      ArrayNode list = JsonNodeFactory.instance.arrayNode();
      statements.forEach(list::add);
      changed.set(STATEMENT, list);
    }
    return changed.toString();
  }

  /** The texts of an element, whether there is one or a list of them. */
  static List<String> texts(JsonNode element) {
    if (element.isTextual()) {
      return List.of(element.asText());
    }
    List<String> texts = new ArrayList<>();
    element.forEach(each -> texts.add(each.asText()));
    return texts;
  }
}
