package dev.storekeeper.sandbox.runtime.events;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;

/**
 * How long a delivery is tried again (EventBridge API: RetryPolicy).
 *
 * @param maximumRetryAttempts 0 to 185 attempts after the first
 * @param maximumEventAge one minute to 24 hours after the first attempt
 */
public record RetryPolicy(int maximumRetryAttempts, Duration maximumEventAge) {
  /** What holds where nothing is said: 185 attempts within 24 hours. */
  public static final RetryPolicy DEFAULT = new RetryPolicy(185, Duration.ofHours(24));

  public RetryPolicy {
    if (maximumRetryAttempts < 0 || maximumRetryAttempts > 185) {
      throw new IllegalArgumentException(
          "MaximumRetryAttempts is " + maximumRetryAttempts + "; expected 0 to 185");
    }
    long seconds = maximumEventAge.toSeconds();
    if (seconds < 60 || seconds > 86_400) {
      throw new IllegalArgumentException(
          "MaximumEventAgeInSeconds is " + seconds + "; expected 60 to 86400");
    }
  }

  /**
   * Reads a {@code RetryPolicy} object; a missing one, or a missing member, is the default's.
   *
   * @throws IllegalArgumentException if a member is out of bounds or no whole number
   */
  public static RetryPolicy from(JsonNode node) {
    return new RetryPolicy(
        number(node, "MaximumRetryAttempts", DEFAULT.maximumRetryAttempts),
        Duration.ofSeconds(
            number(node, "MaximumEventAgeInSeconds", (int) DEFAULT.maximumEventAge.toSeconds())));
  }

  /** The policy as the API shows it. */
  public ObjectNode toJson() {
    return JsonNodeFactory.instance
        .objectNode()
        .put("MaximumRetryAttempts", maximumRetryAttempts)
        .put("MaximumEventAgeInSeconds", maximumEventAge.toSeconds());
  }

  private static int number(JsonNode node, String name, int otherwise) {
    JsonNode value = node.path(name);
    if (value.isMissingNode() || value.isNull()) {
      return otherwise;
    }
    try {
      return Integer.parseInt(value.asText());
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "RetryPolicy's " + name + " is " + value + "; expected a whole number", e);
    }
  }
}
