package dev.storekeeper.sandbox.runtime.cloudwatch;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Metrics within log lines ("Specification: Embedded metric format"). Their timestamp is not used:
 * a function's clock is the machine's, a metric's time the sandbox's.
 */
final class EmbeddedMetrics {
  private static final int LONGEST_LINE = 256 * 1024;
  private static final int MOST_METRICS = 100;
  private static final int MOST_DIMENSIONS = 30;
  private static final ObjectMapper JSON = new ObjectMapper();

  private EmbeddedMetrics() {}

  /** A value of a metric. */
  record Value(Metric metric, double value) {}

  /** The values in a line; none if it is not of the format. */
  static List<Value> in(String line) {
    if (!line.startsWith("{") || line.length() > LONGEST_LINE || !line.contains("\"_aws\"")) {
      return List.of();
    }
    List<Value> values = new ArrayList<>();
    try {
      JsonNode root = JSON.readTree(line);
      for (JsonNode directive : root.path("_aws").path("CloudWatchMetrics")) {
        read(root, directive, values);
      }
    } catch (JsonProcessingException e) {
      return List.of();
    }
    return values;
  }

  private static void read(JsonNode root, JsonNode directive, List<Value> values) {
    String namespace = directive.path("Namespace").asText();
    if (namespace.isEmpty() || directive.path("Metrics").size() > MOST_METRICS) {
      return;
    }
    List<Map<String, String>> dimensionSets = new ArrayList<>();
    for (JsonNode names : directive.path("Dimensions")) {
      if (names.size() <= MOST_DIMENSIONS) {
        dimensionSets.add(dimensions(root, names));
      }
    }
    if (directive.path("Dimensions").isEmpty()) {
      dimensionSets.add(Map.of());
    }
    for (JsonNode definition : directive.path("Metrics")) {
      String name = definition.path("Name").asText();
      for (Map<String, String> dimensions : dimensionSets) {
        add(new Metric(namespace, name, dimensions), root.path(name), values);
      }
    }
  }

  private static Map<String, String> dimensions(JsonNode root, JsonNode names) {
    Map<String, String> dimensions = new HashMap<>();
    names.forEach(name -> dimensions.put(name.asText(), root.path(name.asText()).asText()));
    return dimensions;
  }

  private static void add(Metric metric, JsonNode value, List<Value> values) {
    if (value.isNumber()) {
      values.add(new Value(metric, value.asDouble()));
    }
    if (value.isArray() && value.size() <= MOST_METRICS) {
      value.forEach(each -> add(metric, each, values));
    }
  }
}
