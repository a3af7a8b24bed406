package dev.storekeeper.sandbox.runtime.destination;

import dev.storekeeper.sandbox.runtime.AwsException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** All destinations of a sandbox by ARN. Safe for use by many threads. */
public final class Destinations {
  private final Map<String, Destination> byArn = new ConcurrentHashMap<>();

  /** Adds a destination, or replaces the one of the same ARN. */
  public void register(String arn, Destination destination) {
    byArn.put(arn, destination);
  }

  /**
   * Delivers to the destination of an ARN.
   *
   * @throws AwsException {@code ResourceNotFoundException} if there is none, or the destination's
   *     own refusal
   */
  public void deliver(String arn, Delivery delivery) {
    Destination destination = byArn.get(arn);
    if (destination == null) {
      throw new AwsException(404, "ResourceNotFoundException", "nothing exists at " + arn);
    }
    destination.deliver(delivery);
  }
}
