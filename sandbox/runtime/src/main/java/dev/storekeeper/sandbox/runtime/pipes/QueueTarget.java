package dev.storekeeper.sandbox.runtime.pipes;

import com.fasterxml.jackson.databind.JsonNode;
import dev.storekeeper.sandbox.runtime.iam.Caller;
import dev.storekeeper.sandbox.runtime.messaging.Delivery;
import dev.storekeeper.sandbox.runtime.messaging.Destinations;
import java.util.List;
import java.util.Map;

/** A queue: each event becomes a message. */
final class QueueTarget implements PipeTarget {
  private final String arn;
  private final Caller caller;
  private final Destinations destinations;

  QueueTarget(String arn, Caller caller, Destinations destinations) {
    this.arn = arn;
    this.caller = caller;
    this.destinations = destinations;
  }

  @Override
  public boolean oneByOne() {
    return true;
  }

  @Override
  public void send(List<JsonNode> events) {
    for (JsonNode event : events) {
      String body = event.isTextual() ? event.textValue() : event.toString();
      destinations.deliver(arn, new Delivery(caller, body, Map.of()));
    }
  }
}
