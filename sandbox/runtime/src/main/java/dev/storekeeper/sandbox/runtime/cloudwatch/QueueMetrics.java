package dev.storekeeper.sandbox.runtime.cloudwatch;

import java.time.Duration;
import java.util.Optional;

/** What queues tell of themselves. */
@FunctionalInterface
public interface QueueMetrics {
  /** A queue's metrics now; empty if there is no such queue. */
  Optional<Values> of(String queueName);

  /**
   * A queue's metrics.
   *
   * @param visibleMessages ApproximateNumberOfMessagesVisible
   * @param oldestMessage ApproximateAgeOfOldestMessage, zero for an empty queue
   */
  record Values(long visibleMessages, Duration oldestMessage) {}
}
