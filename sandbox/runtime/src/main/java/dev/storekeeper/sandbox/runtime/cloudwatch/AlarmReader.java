package dev.storekeeper.sandbox.runtime.cloudwatch;

import com.fasterxml.jackson.databind.JsonNode;
import dev.storekeeper.sandbox.runtime.template.Resource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/** Reads {@code AWS::CloudWatch::Alarm}. */
final class AlarmReader {
  private static final Set<String> MEMBERS =
      Set.of(
          "ActionsEnabled",
          "AlarmActions",
          "AlarmDescription",
          "AlarmName",
          "ComparisonOperator",
          "DatapointsToAlarm",
          "Dimensions",
          "EvaluationPeriods",
          "InsufficientDataActions",
          "MetricName",
          "Namespace",
          "OKActions",
          "Period",
          "Statistic",
          "Tags",
          "Threshold",
          "TreatMissingData",
          "Unit");
  private static final Map<String, Set<String>> KNOWN =
      Map.of(
          "AWS/SQS",
          Set.of("ApproximateNumberOfMessagesVisible", "ApproximateAgeOfOldestMessage"),
          "AWS/Lambda",
          Set.of("Duration", "Errors", "Invocations", "Throttles"));
  private static final Map<String, Set<String>> DIMENSIONS =
      Map.of("AWS/SQS", Set.of("QueueName"), "AWS/Lambda", Set.of("FunctionName"));

  private final Resource resource;
  private final JsonNode properties;

  AlarmReader(Resource resource) {
    this.resource = resource;
    this.properties = resource.properties();
  }

  /**
   * Reads the alarm.
   *
   * @throws IllegalArgumentException if it is not valid, or on a metric that the sandbox does not
   *     know
   */
  AlarmDefinition read() {
    for (String name : (Iterable<String>) properties::fieldNames) {
      if (!MEMBERS.contains(name)) {
        throw invalid(
            name + " is not supported by the sandbox; supported: " + new TreeSet<>(MEMBERS));
      }
    }
    int periods = (int) number("EvaluationPeriods");
    return new AlarmDefinition(
        properties.path("AlarmName").asText(resource.name()),
        resource.arn(),
        properties.path("AlarmDescription").asText(""),
        metric(),
        oneOf("Statistic", Statistic.values(), Statistic::title, ""),
        Duration.ofSeconds((long) number("Period")),
        periods,
        properties.has("DatapointsToAlarm") ? (int) number("DatapointsToAlarm") : periods,
        oneOf("ComparisonOperator", Comparison.values(), Comparison::operator, ""),
        number("Threshold"),
        oneOf("TreatMissingData", MissingData.values(), MissingData::title, "missing"),
        properties.path("ActionsEnabled").asBoolean(true),
        arns("AlarmActions"),
        arns("OKActions"),
        arns("InsufficientDataActions"));
  }

  private Metric metric() {
    Map<String, String> dimensions = new HashMap<>();
    for (JsonNode dimension : properties.path("Dimensions")) {
      dimensions.put(dimension.path("Name").asText(), dimension.path("Value").asText());
    }
    Metric metric = new Metric(text("Namespace"), text("MetricName"), dimensions);
    String namespace = metric.namespace();
    if (!namespace.startsWith("AWS/")) {
      return metric;
    }
    if (!KNOWN.getOrDefault(namespace, Set.of()).contains(metric.name())) {
      throw invalid(
          "the sandbox does not know the metric "
              + metric
              + "; of AWS/SQS it knows "
              + new TreeSet<>(KNOWN.get("AWS/SQS"))
              + ", of AWS/Lambda "
              + new TreeSet<>(KNOWN.get("AWS/Lambda"))
              + ", and any namespace of the functions' own");
    }
    if (!dimensions.keySet().equals(DIMENSIONS.get(namespace))) {
      throw invalid(
          "the metric " + metric + " has other dimensions than " + DIMENSIONS.get(namespace));
    }
    return metric;
  }

  private <T> T oneOf(String name, T[] values, Function<T, String> title, String otherwise) {
    String text = properties.path(name).asText(otherwise);
    for (T value : values) {
      if (title.apply(value).equals(text)) {
        return value;
      }
    }
    throw invalid(
        name + " is '" + text + "'; expected one of " + Arrays.stream(values).map(title).toList());
  }

  private double number(String name) {
    try {
      return Double.parseDouble(properties.path(name).asText());
    } catch (NumberFormatException e) {
      IllegalArgumentException invalid =
          invalid(name + " is " + properties.path(name) + "; expected a number");
      invalid.initCause(e);
      throw invalid;
    }
  }

  private String text(String name) {
    String text = properties.path(name).asText();
    if (text.isEmpty()) {
      throw invalid(name + " is missing");
    }
    return text;
  }

  private List<String> arns(String name) {
    List<String> arns = new ArrayList<>();
    properties.path(name).forEach(arn -> arns.add(arn.asText()));
    return arns;
  }

  private IllegalArgumentException invalid(String what) {
    return new IllegalArgumentException("alarm " + resource.logicalId() + ": " + what);
  }
}
