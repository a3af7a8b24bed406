package dev.storekeeper.sandbox.runtime.messaging;

import dev.storekeeper.sandbox.runtime.AwsException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Everything in a sandbox that takes or gives messages, by ARN. Safe for use by many threads. */
public final class Destinations {
  private final Map<String, Destination> byArn = new ConcurrentHashMap<>();
  private final Map<String, RecordStream> streams = new ConcurrentHashMap<>();

  /** Adds a destination, or replaces the one of the same ARN. */
  public void register(String arn, Destination destination) {
    byArn.put(arn, destination);
  }

  /** Adds a stream, or replaces the one of the same ARN. */
  public void register(String arn, RecordStream stream) {
    streams.put(arn, stream);
  }

  /**
   * Delivers to the destination of an ARN.
   *
   * @throws AwsException {@code ResourceNotFoundException} if there is none, or the destination's
   *     own refusal
   */
  public void deliver(String arn, Delivery delivery) {
    at(arn).deliver(delivery);
  }

  /**
   * The queue of an ARN.
   *
   * @throws AwsException {@code ResourceNotFoundException} if nothing is there, {@code
   *     InvalidParameterValueException} if it is no queue
   */
  public Queue queue(String arn) {
    if (at(arn) instanceof Queue queue) {
      return queue;
    }
    throw new AwsException(400, "InvalidParameterValueException", arn + " is not a queue");
  }

  /**
   * The stream of an ARN.
   *
   * @throws AwsException {@code ResourceNotFoundException} if there is none
   */
  public RecordStream stream(String arn) {
    RecordStream stream = streams.get(arn);
    if (stream == null) {
      throw new AwsException(404, "ResourceNotFoundException", "no stream exists at " + arn);
    }
    return stream;
  }

  private Destination at(String arn) {
    Destination destination = byArn.get(arn);
    if (destination == null) {
      throw new AwsException(404, "ResourceNotFoundException", "nothing exists at " + arn);
    }
    return destination;
  }
}
