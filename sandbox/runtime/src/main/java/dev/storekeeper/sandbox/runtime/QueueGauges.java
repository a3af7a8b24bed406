package dev.storekeeper.sandbox.runtime;

import dev.storekeeper.sandbox.runtime.cloudwatch.QueueMetrics;
import dev.storekeeper.sandbox.runtime.sqs.SqsService;
import java.util.Optional;

/**
 * The metrics of queues that alarms may watch.
 *
 * @param sqs the queues
 */
record QueueGauges(SqsService sqs) implements QueueMetrics {
  @Override
  public Optional<Values> of(String queueName) {
    return sqs.snapshot().stream()
        .filter(queue -> queue.name().equals(queueName))
        .findFirst()
        .map(queue -> new Values(queue.visible(), queue.oldest()));
  }
}
