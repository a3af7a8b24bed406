package dev.storekeeper.sandbox.runtime.messaging;

/**
 * Something with an ARN that takes messages: a queue, a topic, a function (asynchronously), a bus.
 */
@FunctionalInterface
public interface Destination {
  /**
   * Takes a message for good.
   *
   * @throws dev.storekeeper.sandbox.runtime.AwsException if it is refused; {@code retryable()} says
   *     whether trying again makes sense
   */
  void deliver(Delivery delivery);
}
