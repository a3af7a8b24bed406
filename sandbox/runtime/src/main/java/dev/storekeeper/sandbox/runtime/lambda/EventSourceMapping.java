package dev.storekeeper.sandbox.runtime.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import dev.storekeeper.sandbox.runtime.lambda.host.Properties;
import dev.storekeeper.sandbox.runtime.lambda.source.EventFilter;
import dev.storekeeper.sandbox.runtime.template.Resource;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;

/**
 * What an {@code AWS::Lambda::EventSourceMapping} says, whatever its source.
 *
 * @param properties all of its properties
 * @param target the function
 * @param sourceArn the queue or stream
 * @param filter which records the function gets
 * @param partial whether the function reports the items of a batch that failed
 * @param onFailure the ARN of the destination for discarded records of a stream
 * @param maximumConcurrency how many batches of a queue may be at work at once
 * @param enabled whether anything is read
 */
record EventSourceMapping(
    Properties properties,
    Target target,
    String sourceArn,
    EventFilter filter,
    boolean partial,
    Optional<String> onFailure,
    OptionalInt maximumConcurrency,
    boolean enabled) {

  static EventSourceMapping of(Resource resource, LambdaFunctions functions) {
    Properties properties = new Properties(resource.logicalId(), resource.properties());
    properties.refuse(
        "TumblingWindowInSeconds",
        "StartingPositionTimestamp",
        "SelfManagedEventSource",
        "Topics",
        "Queues",
        "ProvisionedPollerConfig");
    JsonNode node = resource.properties();
    boolean partial = false;
    for (JsonNode type : node.path("FunctionResponseTypes")) {
      if (!type.asText().equals("ReportBatchItemFailures")) {
        throw properties.refused(
            "FunctionResponseTypes", type.toString(), "ReportBatchItemFailures");
      }
      partial = true;
    }
    String onFailure =
        node.path("DestinationConfig").path("OnFailure").path("Destination").asText("");
    Properties scaling = new Properties(resource.logicalId(), node.path("ScalingConfig"));
    return new EventSourceMapping(
        properties,
        functions.find(properties.text("FunctionName"), ""),
        properties.text("EventSourceArn"),
        EventFilter.of(resource.logicalId(), node.path("FilterCriteria")),
        partial,
        Optional.of(onFailure).filter(arn -> !arn.isEmpty()),
        scaling.node().has("MaximumConcurrency")
            ? OptionalInt.of(scaling.number("MaximumConcurrency", 2, 2, 1_000))
            : OptionalInt.empty(),
        !node.has("Enabled") || properties.flag("Enabled"));
  }

  /** The mapping's id, the same at every start. */
  UUID id() {
    byte[] name = (target.arn() + "\n" + sourceArn).getBytes(StandardCharsets.UTF_8);
    return UUID.nameUUIDFromBytes(name);
  }

  boolean isQueue() {
    return sourceArn.startsWith("arn:aws:sqs:");
  }

  /** {@code sqs:<queue>} or {@code dynamodb:<table>}. */
  String trigger() {
    if (isQueue()) {
      return "sqs:" + sourceArn.substring(sourceArn.lastIndexOf(':') + 1);
    }
    String[] parts = sourceArn.split("/", 3);
    return "dynamodb:" + (parts.length > 1 ? parts[1] : sourceArn);
  }
}
