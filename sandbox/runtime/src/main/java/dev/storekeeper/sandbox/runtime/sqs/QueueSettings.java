package dev.storekeeper.sandbox.runtime.sqs;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The settable attributes of a queue, checked against the limits of the API reference
 * (SetQueueAttributes).
 *
 * @param values every attribute as text, defaults included
 * @param delay for how long a new message stays hidden
 * @param maximumMessageSize bytes of body and attributes, at most 1,048,576
 * @param retention for how long a message is kept
 * @param receiveWait for how long a receiver waits that names no time of its own
 * @param visibility for how long a received message stays hidden
 * @param redrive where exhausted messages go
 * @param policy who may use the queue
 */
record QueueSettings(
    Map<String, String> values,
    Duration delay,
    int maximumMessageSize,
    Duration retention,
    Duration receiveWait,
    Duration visibility,
    Optional<RedrivePolicy> redrive,
    Optional<JsonNode> policy) {

  /** The largest message and the largest batch, in bytes (1 MiB since August 2025). */
  static final int MAX_MESSAGE_SIZE = 1_048_576;

  static final int MAX_VISIBILITY_SECONDS = 43_200;
  static final int MAX_DELAY_SECONDS = 900;
  static final int MAX_WAIT_SECONDS = 20;

  private static final Map<String, String> DEFAULTS =
      Map.of(
          "DelaySeconds", "0",
          "MaximumMessageSize", String.valueOf(MAX_MESSAGE_SIZE),
          "MessageRetentionPeriod", "345600",
          "ReceiveMessageWaitTimeSeconds", "0",
          "VisibilityTimeout", "30",
          "SqsManagedSseEnabled", "true");
  private static final Set<String> REMOVED_WHEN_EMPTY =
      Set.of("Policy", "RedrivePolicy", "RedriveAllowPolicy", "KmsMasterKeyId");
  private static final Set<String> KEPT_ONLY =
      Set.of("SqsManagedSseEnabled", "KmsMasterKeyId", "KmsDataKeyReusePeriodSeconds");

  /** What a new queue has. */
  static QueueSettings defaults() {
    return of(new TreeMap<>(DEFAULTS));
  }

  /** These settings with some changed; an empty policy takes the policy away. */
  QueueSettings with(Map<String, String> changes) {
    TreeMap<String, String> merged = new TreeMap<>(values);
    changes.forEach((name, value) -> {
      requireKnown(name, value);
      if (value.isEmpty() && REMOVED_WHEN_EMPTY.contains(name)) {
        merged.remove(name);
      } else {
        merged.put(name, value);
      }
    });
    return of(merged);
  }

  private static QueueSettings of(TreeMap<String, String> values) {
    Optional.ofNullable(values.get("RedriveAllowPolicy"))
        .ifPresent(policy -> RedrivePolicy.allows(policy, ""));
    return new QueueSettings(
        Map.copyOf(values),
        seconds(values, "DelaySeconds", 0, MAX_DELAY_SECONDS),
        Math.toIntExact(number(values, "MaximumMessageSize", 1024, MAX_MESSAGE_SIZE)),
        seconds(values, "MessageRetentionPeriod", 60, 1_209_600),
        seconds(values, "ReceiveMessageWaitTimeSeconds", 0, MAX_WAIT_SECONDS),
        seconds(values, "VisibilityTimeout", 0, MAX_VISIBILITY_SECONDS),
        Optional.ofNullable(values.get("RedrivePolicy")).map(RedrivePolicy::of),
        Optional.ofNullable(values.get("Policy"))
            .map(policy -> RedrivePolicy.json("Policy", policy)));
  }

  private static void requireKnown(String name, String value) {
    if (name.equals("FifoQueue") || name.equals("ContentBasedDeduplication")) {
      throw Refusals.of(
          "InvalidAttributeName",
          "the sandbox has standard queues only, no FIFO queues: " + name + " = " + value);
    }
    if (!DEFAULTS.containsKey(name)
        && !REMOVED_WHEN_EMPTY.contains(name)
        && !KEPT_ONLY.contains(name)) {
      throw Refusals.of("InvalidAttributeName", "Unknown Attribute " + name + ".");
    }
  }

  private static Duration seconds(Map<String, String> values, String name, int min, int max) {
    return Duration.ofSeconds(number(values, name, min, max));
  }

  private static long number(Map<String, String> values, String name, int min, int max) {
    String text = values.getOrDefault(name, "");
    if (text.matches("\\d{1,9}")
        && Integer.parseInt(text) >= min
        && Integer.parseInt(text) <= max) {
      return Integer.parseInt(text);
    }
    throw Refusals.of(
        "InvalidAttributeValue",
        "Invalid value '"
            + text
            + "' for the parameter "
            + name
            + ": expected "
            + min
            + " to "
            + max
            + ".");
  }
}
