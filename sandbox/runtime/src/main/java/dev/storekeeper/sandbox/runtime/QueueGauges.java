package dev.storekeeper.sandbox.runtime;

import dev.storekeeper.sandbox.runtime.cloudwatch.QueueMetrics;
import dev.storekeeper.sandbox.runtime.sqs.QueueSnapshot;
import dev.storekeeper.sandbox.runtime.sqs.SqsService;
import java.util.OptionalDouble;

/**
 * The metrics of queues that alarms may watch.
 *
 * @param sqs the queues
 */
record QueueGauges(SqsService sqs) implements QueueMetrics {
  @Override
  public OptionalDouble value(String queueName, String metric) {
    return sqs.snapshot().stream()
        .filter(queue -> queue.name().equals(queueName))
        .mapToDouble(queue -> value(queue, metric))
        .findFirst();
  }

  private static double value(QueueSnapshot queue, String metric) {
    return switch (metric) {
      case "ApproximateNumberOfMessagesVisible" -> queue.visible();
      case "ApproximateNumberOfMessagesNotVisible" -> queue.inFlight();
      default -> throw new IllegalArgumentException("queues have no metric " + metric);
    };
  }
}
