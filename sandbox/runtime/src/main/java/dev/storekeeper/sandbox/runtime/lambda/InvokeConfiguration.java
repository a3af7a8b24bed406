package dev.storekeeper.sandbox.runtime.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import dev.storekeeper.sandbox.runtime.lambda.host.Properties;
import java.time.Duration;
import java.util.Optional;

/**
 * How asynchronous invocations of a function are retried and where they end ({@code
 * AWS::Lambda::EventInvokeConfig}).
 *
 * @param maximumRetries attempts after the first, 0 to 2
 * @param maximumAge how long an event may wait
 * @param onSuccess the ARN of the destination for successes
 * @param onFailure the ARN of the destination for failures
 */
record InvokeConfiguration(
    int maximumRetries,
    Duration maximumAge,
    Optional<String> onSuccess,
    Optional<String> onFailure) {
  static final InvokeConfiguration DEFAULT =
      new InvokeConfiguration(2, Duration.ofHours(6), Optional.empty(), Optional.empty());

  static InvokeConfiguration of(Properties properties) {
    JsonNode destinations = properties.node().path("DestinationConfig");
    return new InvokeConfiguration(
        properties.number("MaximumRetryAttempts", 2, 0, 2),
        Duration.ofSeconds(properties.number("MaximumEventAgeInSeconds", 21_600, 60, 21_600)),
        destination(destinations.path("OnSuccess")),
        destination(destinations.path("OnFailure")));
  }

  private static Optional<String> destination(JsonNode node) {
    return Optional.of(node.path("Destination").asText("")).filter(arn -> !arn.isEmpty());
  }
}
