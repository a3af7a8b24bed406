package dev.storekeeper.sandbox.runtime.events;

import dev.storekeeper.sandbox.runtime.AwsException;
import dev.storekeeper.sandbox.runtime.messaging.Delivery;
import dev.storekeeper.sandbox.runtime.messaging.Destinations;
import dev.storekeeper.sandbox.runtime.time.VirtualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * Delivers to targets, again and again with growing waits on the virtual clock, and to a
 * dead-letter queue in the end. The first attempt is made at once on the calling thread. Safe for
 * use by many threads.
 */
public final class RetryingDelivery {
  private static final System.Logger LOG = System.getLogger(RetryingDelivery.class.getName());
  private static final Duration FIRST_WAIT = Duration.ofSeconds(1);
  private static final Duration LONGEST_WAIT = Duration.ofMinutes(12);

  private final Destinations destinations;
  private final VirtualClock clock;
  private final RandomGenerator random;

  /** Deliveries to these destinations; the waits' jitter comes from {@code random}. */
  public RetryingDelivery(Destinations destinations, VirtualClock clock, RandomGenerator random) {
    this.destinations = destinations;
    this.clock = clock;
    this.random = random;
  }

  /** Sends on its way; never throws for what a target or the dead-letter queue answers. */
  public void send(Shipment shipment) {
    attempt(shipment, 1, clock.instant());
  }

  /** Treats a shipment as refused for good before any attempt. */
  void refused(Shipment shipment, AwsException refusal) {
    giveUp(shipment, 1, "", refusal);
  }

  private void attempt(Shipment shipment, int number, Instant started) {
    try {
      destinations.deliver(shipment.targetArn(), shipment.attempt().apply(number));
    } catch (AwsException e) {
      if (e.retryable()) {
        retry(shipment, number, started, e);
      } else {
        giveUp(shipment, number, "", e);
      }
    } catch (RuntimeException e) {
      retry(shipment, number, started, e);
    }
  }

  private void retry(Shipment shipment, int number, Instant started, RuntimeException failure) {
    if (number > shipment.policy().maximumRetryAttempts()) {
      giveUp(shipment, number, "MaximumRetryAttempts", failure);
      return;
    }
    Instant next = clock.instant().plus(waitAfter(number));
    if (next.isAfter(started.plus(shipment.policy().maximumEventAge()))) {
      giveUp(shipment, number, "MaximumEventAgeInSeconds", failure);
      return;
    }
    clock.schedule(next, () -> attempt(shipment, number + 1, started));
  }

  private Duration waitAfter(int attempt) {
    Duration full = FIRST_WAIT.multipliedBy(1L << Math.min(attempt - 1, 20));
    long millis = Math.min(full.toMillis(), LONGEST_WAIT.toMillis());
    return Duration.ofMillis(millis / 2 + random.nextLong(millis / 2 + 1));
  }

  private void giveUp(Shipment shipment, int attempts, String exhausted, RuntimeException failure) {
    if (shipment.deadLetter().isEmpty()) {
      LOG.log(
          System.Logger.Level.WARNING,
          "dropped a message for {0} after {1} attempts: {2}",
          shipment.targetArn(),
          attempts,
          failure.getMessage());
      return;
    }
    Shipment.DeadLetter deadLetter = shipment.deadLetter().get();
    Map<String, String> attributes = new HashMap<>(deadLetter.message().attributes());
    attributes.putAll(deadLetter.attributes());
    attributes.put("TARGET_ARN", shipment.targetArn());
    attributes.put("ERROR_CODE", deadLetter.errorCode().apply(failure));
    attributes.put("ERROR_MESSAGE", String.valueOf(failure.getMessage()));
    attributes.put("RETRY_ATTEMPTS", Integer.toString(attempts - 1));
    if (!exhausted.isEmpty()) {
      attributes.put("EXHAUSTED_RETRY_CONDITION", exhausted);
    }
    try {
      destinations.deliver(
          deadLetter.queueArn(),
          new Delivery(deadLetter.message().caller(), deadLetter.message().payload(), attributes));
    } catch (RuntimeException e) {
      LOG.log(
          System.Logger.Level.WARNING,
          "lost a message for {0}: {1}; its dead-letter queue {2} refused it: {3}",
          shipment.targetArn(),
          failure.getMessage(),
          deadLetter.queueArn(),
          e.getMessage());
    }
  }
}
