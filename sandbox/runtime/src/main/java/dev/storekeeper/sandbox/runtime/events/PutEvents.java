package dev.storekeeper.sandbox.runtime.events;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.storekeeper.sandbox.runtime.AwsException;
import dev.storekeeper.sandbox.runtime.iam.Caller;
import java.util.HashMap;
import java.util.Map;

/** The operation PutEvents: refused as a whole, or answered entry by entry. */
final class PutEvents {
  private static final int MAX_BYTES = 256 * 1024;

  private final EventBuses buses;

  PutEvents(EventBuses buses) {
    this.buses = buses;
  }

  ObjectNode handle(Caller caller, Arguments arguments) {
    JsonNode entries = arguments.list("Entries");
    if (entries.isEmpty() || entries.size() > 10) {
      throw new AwsException(
          400,
          "ValidationException",
          "Entries has " + entries.size() + " members; expected 1 to 10");
    }
    int size = 0;
    for (JsonNode entry : entries) {
      size += Entry.size(entry);
    }
    if (size > MAX_BYTES) {
      throw new AwsException(
          400,
          "ValidationException",
          "Total size of the entries in the request is over the limit: "
              + size
              + " bytes, at most "
              + MAX_BYTES);
    }
    Map<String, AwsException> unknown = authorize(caller, entries);
    ArrayNode results = JsonNodeFactory.instance.arrayNode();
    int failed = 0;
    for (JsonNode entry : entries) {
      ObjectNode result = results.addObject();
      try {
        AwsException missing = unknown.get(entry.path("EventBusName").asText());
        if (missing != null) {
          throw missing;
        }
        EventBus bus = buses.bus(entry.path("EventBusName").asText());
        result.put("EventId", buses.put(bus, entry));
      } catch (AwsException e) {
        failed++;
        result.put("ErrorCode", e.code()).put("ErrorMessage", e.getMessage());
      }
    }
    ObjectNode answer = JsonNodeFactory.instance.objectNode().put("FailedEntryCount", failed);
    answer.set("Entries", results);
    return answer;
  }

  private Map<String, AwsException> authorize(Caller caller, JsonNode entries) {
    Map<String, AwsException> unknown = new HashMap<>();
    for (JsonNode entry : entries) {
      String name = entry.path("EventBusName").asText();
      EventBus bus;
      try {
        bus = buses.bus(name);
      } catch (AwsException e) {
        unknown.put(name, e);
        continue;
      }
      buses.authorize(caller, bus);
    }
    return unknown;
  }
}
