package dev.storekeeper.sandbox.runtime.lambda.source;

import dev.storekeeper.sandbox.runtime.AwsException;
import dev.storekeeper.sandbox.runtime.iam.Caller;
import dev.storekeeper.sandbox.runtime.messaging.Delivery;
import dev.storekeeper.sandbox.runtime.messaging.Destinations;
import dev.storekeeper.sandbox.runtime.time.VirtualClock;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Delivers what was given up to a dead-letter queue or an on-failure destination, with patience; if
 * that fails for good, says so.
 */
public final class FailureDelivery {
  private static final int ATTEMPTS = 8;

  private final Destinations destinations;
  private final VirtualClock clock;

  /** Delivers to these destinations; waits between attempts in virtual time. */
  public FailureDelivery(Destinations destinations, VirtualClock clock) {
    this.destinations = destinations;
    this.clock = clock;
  }

  /**
   * Delivers a message.
   *
   * @param problems is told, with the message, when it cannot be delivered
   */
  public void deliver(
      String arn,
      Caller caller,
      String payload,
      Map<String, String> attributes,
      Consumer<String> problems)
      throws InterruptedException {
    for (int attempt = 1; ; attempt++) {
      try {
        destinations.deliver(arn, new Delivery(caller, payload, attributes));
        return;
      } catch (AwsException e) {
        if (!e.retryable() || attempt == ATTEMPTS) {
          problems.accept(
              "cannot deliver to %s (%s: %s), lost: %s"
                  .formatted(arn, e.code(), e.getMessage(), payload));
          return;
        }
        Pause.of(clock, Pause.growing(Duration.ofSeconds(1), attempt, Duration.ofMinutes(1)));
      }
    }
  }
}
