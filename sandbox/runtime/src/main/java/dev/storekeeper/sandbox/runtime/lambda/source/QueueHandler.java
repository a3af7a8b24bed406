package dev.storekeeper.sandbox.runtime.lambda.source;

import dev.storekeeper.sandbox.runtime.messaging.Queue;
import java.util.List;
import java.util.Set;

/** What is done with the messages of a queue. */
@FunctionalInterface
public interface QueueHandler {
  /**
   * Handles a batch.
   *
   * @return the ids of the messages that are not done; they stay in the queue
   * @throws dev.storekeeper.sandbox.runtime.AwsException if it was refused; after a retryable
   *     refusal the batch is tried again while it is invisible
   */
  Set<String> handle(List<Queue.Message> messages) throws InterruptedException;
}
