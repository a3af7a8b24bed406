package dev.storekeeper.sandbox.runtime.scheduler;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.storekeeper.sandbox.runtime.events.RetryPolicy;
import java.util.Optional;
import java.util.Set;

/**
 * What a schedule invokes, and with what.
 *
 * @param arn a function, queue, topic or bus
 * @param roleArn the role that invokes it
 * @param input the payload with its {@code <aws.scheduler...>} keywords, if given
 * @param bus source and detail type of the event for a bus
 * @param retryPolicy how long to try
 * @param deadLetterArn a queue's ARN, if any
 * @param json the target as it was given
 */
record ScheduleTarget(
    String arn,
    String roleArn,
    Optional<String> input,
    Optional<BusEvent> bus,
    RetryPolicy retryPolicy,
    Optional<String> deadLetterArn,
    ObjectNode json) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** What an event for a bus is called. */
  record BusEvent(String source, String detailType) {}

  static ScheduleTarget from(Fields target) {
    target.only(
        Set.of(
            "Arn", "RoleArn", "Input", "RetryPolicy", "DeadLetterConfig", "EventBridgeParameters"));
    String arn = target.required("Arn");
    if (arn.contains(":aws-sdk:")) {
      throw new IllegalArgumentException(
          target.owner()
              + "'s Arn is the universal target "
              + arn
              + ", which the sandbox does not support; name a function, queue, topic or bus");
    }
    if (!arn.startsWith("arn:")) {
      throw new IllegalArgumentException(
          target.owner() + "'s Arn is '" + arn + "'; expected an ARN");
    }
    boolean forBus = arn.contains(":event-bus/");
    Optional<String> input = target.optional("Input");
    if (forBus || arn.contains(":function:")) {
      input.ifPresent(text -> requireJson(target, text));
    }
    return new ScheduleTarget(
        arn,
        target.required("RoleArn"),
        input,
        forBus ? Optional.of(busEvent(target)) : Optional.empty(),
        RetryPolicy.from(target.node().path("RetryPolicy")),
        target.node().has("DeadLetterConfig")
            ? target.object("DeadLetterConfig").optional("Arn")
            : Optional.empty(),
        target.node().deepCopy());
  }

  /** What the target gets, given the filled-in input. */
  String payload(String filled) {
    return bus.map(event ->
            JsonNodeFactory.instance
                .objectNode()
                .put("Source", event.source())
                .put("DetailType", event.detailType())
                .put("Detail", filled)
                .toString())
        .orElse(filled);
  }

  private static BusEvent busEvent(Fields target) {
    Fields parameters = target.object("EventBridgeParameters");
    return new BusEvent(parameters.required("Source"), parameters.required("DetailType"));
  }

  private static void requireJson(Fields target, String text) {
    try {
      JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(
          target.owner() + "'s Input is not JSON: " + e.getOriginalMessage(), e);
    }
  }
}
