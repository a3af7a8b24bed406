package dev.storekeeper.sandbox.runtime.messaging;

import dev.storekeeper.sandbox.runtime.iam.Caller;
import java.util.Map;

/**
 * A message on its way to a destination.
 *
 * @param caller the service that delivers, for which resource
 * @param payload the message text, mostly JSON
 * @param attributes string message attributes, where the destination has such (SQS, SNS)
 */
public record Delivery(Caller caller, String payload, Map<String, String> attributes) {
  public Delivery {
    attributes = Map.copyOf(attributes);
  }
}
