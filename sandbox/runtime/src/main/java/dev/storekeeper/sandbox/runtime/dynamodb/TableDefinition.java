package dev.storekeeper.sandbox.runtime.dynamodb;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What of a table cannot be changed once it is there, from a template or from DescribeTable. */
final class TableDefinition {
  private static final List<String> INDEXES =
      List.of("GlobalSecondaryIndexes", "LocalSecondaryIndexes");

  private TableDefinition() {}

  /** The CreateTable request of a template's table. */
  static ObjectNode createRequest(String name, JsonNode properties) {
    ObjectNode request =
        JsonNodeFactory.instance
            .objectNode()
            .put("TableName", name)
            .put("BillingMode", "PAY_PER_REQUEST");
    request.set("KeySchema", properties.path("KeySchema"));
    request.set("AttributeDefinitions", properties.path("AttributeDefinitions"));
    for (String kind : INDEXES) {
      if (!properties.path(kind).isEmpty()) {
        ArrayNode indexes = request.putArray(kind);
        for (JsonNode index : properties.path(kind)) {
          ObjectNode copy = indexes.addObject();
          for (String member : new String[] {"IndexName", "KeySchema", "Projection"}) {
            if (index.has(member)) {
              copy.set(member, index.path(member));
            }
          }
        }
      }
    }
    String view = streamView(properties);
    if (!view.isEmpty()) {
      request
          .putObject("StreamSpecification")
          .put("StreamEnabled", true)
          .put("StreamViewType", view);
    }
    return request;
  }

  /** What of a record a table's stream shows, or an empty text if it has no stream. */
  static String streamView(JsonNode table) {
    return table.path("StreamSpecification").path("StreamViewType").asText();
  }

  /** How two tables differ in what cannot be changed, a line for each difference. */
  static List<String> differences(JsonNode wanted, JsonNode existing) {
    List<String> differences = new ArrayList<>();
    compare("keys", keys(wanted, wanted), keys(existing, existing), differences);
    for (String kind : INDEXES) {
      compare(kind, indexes(wanted, kind), indexes(existing, kind), differences);
    }
    return differences;
  }

  private static void compare(
      String what, String wanted, String existing, List<String> differences) {
    if (!wanted.equals(existing)) {
      differences.add(what + ": the template has " + wanted + ", the table " + existing);
    }
  }

  private static String keys(JsonNode schema, JsonNode table) {
    List<String> keys = new ArrayList<>();
    for (JsonNode key : schema.path("KeySchema")) {
      String name = key.path("AttributeName").asText();
      keys.add(name + " " + type(table, name) + " " + key.path("KeyType").asText());
    }
    return keys.toString();
  }

  private static String type(JsonNode table, String attribute) {
    for (JsonNode definition : table.path("AttributeDefinitions")) {
      if (definition.path("AttributeName").asText().equals(attribute)) {
        return definition.path("AttributeType").asText();
      }
    }
    return "?";
  }

  private static String indexes(JsonNode table, String kind) {
    Map<String, String> indexes = new TreeMap<>();
    for (JsonNode index : table.path(kind)) {
      List<String> attributes = new ArrayList<>();
      index
          .path("Projection")
          .path("NonKeyAttributes")
          .forEach(attribute -> attributes.add(attribute.asText()));
      indexes.put(
          index.path("IndexName").asText(),
          keys(index, table)
              + " "
              + index.path("Projection").path("ProjectionType").asText()
              + attributes.stream().sorted().toList());
    }
    return indexes.toString();
  }
}
