package dev.storekeeper.sandbox.runtime.lambda.source;

import com.fasterxml.jackson.databind.JsonNode;
import dev.storekeeper.sandbox.runtime.lambda.host.Properties;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * How a stream is read.
 *
 * @param batchSize at most so many records at once
 * @param window how long to gather a batch, in virtual time
 * @param maximumRetries how often a failed batch is tried again; empty for without end
 * @param maximumAge how old a record may become; empty for any age
 * @param bisect whether a failed batch is halved
 * @param latest whether a new reader starts at the stream's end rather than its oldest record
 * @param poll how long to wait, in real time, when there is nothing to read
 * @param retryDelay the wait before the first retry, in virtual time; it doubles up to 30 s
 */
public record StreamSettings(
    int batchSize,
    Duration window,
    OptionalInt maximumRetries,
    Optional<Duration> maximumAge,
    boolean bisect,
    boolean latest,
    Duration poll,
    Duration retryDelay) {

  static final Duration MOST_DELAY = Duration.ofSeconds(30);

  /**
   * Reads the properties that event source mappings and pipes have in common.
   *
   * @throws IllegalArgumentException if one is out of bounds, with its name
   */
  public static StreamSettings of(Properties properties, boolean bisect) {
    JsonNode node = properties.node();
    String start = properties.text("StartingPosition");
    if (!start.equals("LATEST") && !start.equals("TRIM_HORIZON")) {
      throw properties.refused("StartingPosition", start, "LATEST or TRIM_HORIZON");
    }
    int retries = properties.number("MaximumRetryAttempts", -1, -1, 10_000);
    int age = properties.number("MaximumRecordAgeInSeconds", -1, -1, 604_800);
    if (age >= 0 && age < 60) {
      throw properties.refused(
          "MaximumRecordAgeInSeconds",
          node.path("MaximumRecordAgeInSeconds").toString(),
          "-1 or 60 to 604800");
    }
    return new StreamSettings(
        properties.number("BatchSize", 100, 1, 10_000),
        Duration.ofSeconds(properties.number("MaximumBatchingWindowInSeconds", 0, 0, 300)),
        retries < 0 ? OptionalInt.empty() : OptionalInt.of(retries),
        age < 0 ? Optional.empty() : Optional.of(Duration.ofSeconds(age)),
        bisect,
        start.equals("LATEST"),
        Duration.ofMillis(250),
        Duration.ofMillis(200));
  }
}
