package dev.storekeeper.lambda;

/** Where messages go that can never be dealt with. */
@FunctionalInterface
public interface DeadLetters {
  /**
   * Puts a message aside, its body unchanged.
   *
   * @param reason why; implementations bound its length
   * @throws RuntimeException if the message could not be put aside
   */
  void send(QueueMessage message, String reason);
}
