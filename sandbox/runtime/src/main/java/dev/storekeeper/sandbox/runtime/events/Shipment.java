package dev.storekeeper.sandbox.runtime.events;

import dev.storekeeper.sandbox.runtime.messaging.Delivery;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntFunction;

/**
 * One message that is to reach one target, however many attempts it takes.
 *
 * @param targetArn where it goes
 * @param attempt what is delivered at the n-th attempt, from 1
 * @param policy how long to try
 * @param deadLetter what becomes of it when it cannot be delivered
 */
public record Shipment(
    String targetArn,
    IntFunction<Delivery> attempt,
    RetryPolicy policy,
    Optional<DeadLetter> deadLetter) {

  /**
   * A queue for what could not be delivered.
   *
   * @param queueArn the queue's ARN
   * @param message what it gets; the attributes of the failure are added to its own
   * @param attributes further attributes, for example {@code RULE_ARN}
   * @param errorCode the attribute {@code ERROR_CODE} of a failure
   */
  public record DeadLetter(
      String queueArn,
      Delivery message,
      Map<String, String> attributes,
      Function<RuntimeException, String> errorCode) {
    public DeadLetter {
      attributes = Map.copyOf(attributes);
    }
  }
}
