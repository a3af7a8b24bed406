package dev.storekeeper.lambda;

/**
 * A message that SQS delivered to the function.
 *
 * @param id SQS's message id
 * @param body the body as it was sent
 */
public record QueueMessage(String id, String body) {
  public QueueMessage {
    if (id.isEmpty()) {
      throw new IllegalArgumentException("a queue message needs an id");
    }
  }
}
