package dev.storekeeper.lambda;

/** Deals with one message of a batch. Called from several threads at the same time. */
@FunctionalInterface
public interface MessageHandler {
  /**
   * Deals with a message.
   *
   * @throws Exception for any failure that is worth another try: it counts as a {@link
   *     MessageOutcome.Retry}
   */
  MessageOutcome handle(QueueMessage message) throws Exception;
}
