package dev.storekeeper.sandbox.runtime.pipes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.storekeeper.sandbox.runtime.AwsException;
import dev.storekeeper.sandbox.runtime.iam.Caller;
import dev.storekeeper.sandbox.runtime.lambda.host.Properties;
import dev.storekeeper.sandbox.runtime.messaging.Delivery;
import dev.storekeeper.sandbox.runtime.messaging.Destinations;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An event bus: each event becomes an entry of PutEvents. */
final class BusTarget implements PipeTarget {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final String arn;
  private final Caller caller;
  private final Destinations destinations;
  private final EventPath source;
  private final EventPath detailType;
  private final List<EventPath> resources = new ArrayList<>();
  private final Optional<EventPath> time;

  /**
   * A bus.
   *
   * @param pipe the pipe's name, the source of events where the template names none
   * @param sourceService the service that the pipe reads, for example {@code dynamodb}
   * @param parameters the {@code EventBridgeEventBusParameters}, which may be missing
   */
  BusTarget(
      String arn,
      Caller caller,
      Destinations destinations,
      String pipe,
      String sourceService,
      Properties parameters) {
    parameters.refuse("EndpointId");
    this.arn = arn;
    this.caller = caller;
    this.destinations = destinations;
    JsonNode node = parameters.node();
    this.source = EventPath.of("Source", node.path("Source").asText("Pipe " + pipe));
    this.detailType =
        EventPath.of(
            "DetailType", node.path("DetailType").asText("Event from aws:" + sourceService));
    for (JsonNode resource : node.path("Resources")) {
      resources.add(EventPath.of("Resources", resource.asText()));
    }
    this.time =
        node.has("Time")
            ? Optional.of(EventPath.of("Time", node.get("Time").asText()))
            : Optional.empty();
  }

  @Override
  public boolean oneByOne() {
    return true;
  }

  @Override
  public void send(List<JsonNode> events) {
    for (JsonNode event : events) {
      destinations.deliver(arn, new Delivery(caller, entry(event).toString(), Map.of()));
    }
  }

  private ObjectNode entry(JsonNode event) {
    if (!event.isObject()) {
      throw new AwsException(
          400,
          "ValidationException",
          "Detail: expected a JSON object, found " + event.getNodeType());
    }
    ObjectNode entry = JSON.createObjectNode();
    entry.put("Source", source.of(event));
    entry.put("DetailType", detailType.of(event));
    entry.put("Detail", event.toString());
    ArrayNode list = entry.putArray("Resources");
    resources.forEach(resource -> list.add(resource.of(event)));
    time.ifPresent(path -> entry.put("Time", path.of(event)));
    return entry;
  }
}
