package dev.storekeeper.sandbox.runtime.lambda.source;

import dev.storekeeper.sandbox.runtime.lambda.host.Properties;
import java.time.Duration;

/**
 * How a queue is read.
 *
 * @param batchSize at most so many messages at once
 * @param window how long to gather a batch, in virtual time
 * @param poll how long to wait, in real time, for a first message
 */
public record QueueSettings(int batchSize, Duration window, Duration poll) {
  /**
   * Reads the properties that event source mappings and pipes have in common.
   *
   * @throws IllegalArgumentException if one is out of bounds, with its name
   */
  public static QueueSettings of(Properties properties) {
    int batchSize = properties.number("BatchSize", 10, 1, 10_000);
    int window = properties.number("MaximumBatchingWindowInSeconds", 0, 0, 300);
    if (batchSize > 10 && window == 0) {
      throw properties.refused(
          "MaximumBatchingWindowInSeconds", "0", "at least 1, as BatchSize is above 10");
    }
    return new QueueSettings(batchSize, Duration.ofSeconds(window), Duration.ofSeconds(1));
  }
}
