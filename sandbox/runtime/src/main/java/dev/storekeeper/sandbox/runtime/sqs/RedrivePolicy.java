package dev.storekeeper.sandbox.runtime.sqs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/**
 * Where messages go that were received too often.
 *
 * @param deadLetterTargetArn the dead-letter queue
 * @param maxReceiveCount after how many receptions, 1 to 1000
 */
record RedrivePolicy(String deadLetterTargetArn, int maxReceiveCount) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int MOST_RECEPTIONS = 1000;

  static RedrivePolicy of(String text) {
    JsonNode policy = json("RedrivePolicy", text);
    String target = policy.path("deadLetterTargetArn").asText("");
    int count = policy.path("maxReceiveCount").asInt(0);
    if (target.isEmpty()) {
      throw invalid(
          "RedrivePolicy",
          text,
          "Redrive policy does not contain mandatory attribute: deadLetterTargetArn.");
    }
    if (count < 1 || count > MOST_RECEPTIONS) {
      throw invalid("RedrivePolicy", text, "maxReceiveCount must be between 1 and 1000.");
    }
    return new RedrivePolicy(target, count);
  }

  /** Whether a RedriveAllowPolicy lets a source queue use the queue that has it. */
  static boolean allows(String redriveAllowPolicy, String sourceArn) {
    JsonNode policy = json("RedriveAllowPolicy", redriveAllowPolicy);
    String permission = policy.path("redrivePermission").asText("");
    return switch (permission) {
      case "allowAll" -> true;
      case "denyAll" -> false;
      case "byQueue" ->
          policy
              .path("sourceQueueArns")
              .valueStream()
              .anyMatch(arn -> arn.asText().equals(sourceArn));
      default ->
          throw invalid(
              "RedriveAllowPolicy",
              redriveAllowPolicy,
              "redrivePermission must be allowAll, denyAll or byQueue.");
    };
  }

  static JsonNode json(String attribute, String text) {
    try {
      JsonNode json = JSON.readTree(text);
      if (json.isObject()) {
        return json;
      }
    } catch (JsonProcessingException e) {
      throw invalid(attribute, text, "It is not JSON: " + e.getOriginalMessage());
    }
    throw invalid(attribute, text, "It is not a JSON object.");
  }

  static RuntimeException invalid(String attribute, String text, String reason) {
    return Refusals.of(
        "InvalidAttributeValue",
        "Value " + text + " for parameter " + attribute + " is invalid. Reason: " + reason);
  }
}
