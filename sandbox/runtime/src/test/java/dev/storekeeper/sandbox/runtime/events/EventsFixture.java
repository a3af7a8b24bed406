package dev.storekeeper.sandbox.runtime.events;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.storekeeper.sandbox.runtime.Account;
import dev.storekeeper.sandbox.runtime.AwsException;
import dev.storekeeper.sandbox.runtime.http.AwsRequest;
import dev.storekeeper.sandbox.runtime.iam.Authorizer;
import dev.storekeeper.sandbox.runtime.iam.Caller;
import dev.storekeeper.sandbox.runtime.messaging.Delivery;
import dev.storekeeper.sandbox.runtime.messaging.Destinations;
import dev.storekeeper.sandbox.runtime.time.VirtualClock;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** An EventBridge with recording destinations, on a clock that stands still until advanced. */
final class EventsFixture implements AutoCloseable {
  static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  static final Account ACCOUNT =
      new Account("111122223333", "eu-west-1", URI.create("http://127.0.0.1:4575"));
  static final String QUEUE = "arn:aws:sqs:eu-west-1:111122223333:queue";
  static final String DEAD = "arn:aws:sqs:eu-west-1:111122223333:dead";
  private static final ObjectMapper JSON = new ObjectMapper();

  final VirtualClock clock = new VirtualClock(Clock.fixed(START, ZoneOffset.UTC));
  final Destinations destinations = new Destinations();
  final List<String> denied = new ArrayList<>();
  final List<String> asked = new ArrayList<>();
  final List<Delivery> queue = new ArrayList<>();
  final List<Delivery> dead = new ArrayList<>();
  final EventBridgeService service;

  EventsFixture() {
    Authorizer authorizer =
        (caller, action, resource, _, _) -> {
          asked.add(action + " " + resource);
          if (denied.contains(action)) {
            throw new AwsException(
                400, "AccessDeniedException", caller.arn() + " may not " + action);
          }
        };
    service = new EventBridgeService(ACCOUNT, clock, destinations, authorizer);
    destinations.register(
        QUEUE,
        delivery -> {
          queue.add(delivery);
        });
    destinations.register(
        DEAD,
        delivery -> {
          dead.add(delivery);
        });
  }

  JsonNode call(String operation, String body) {
    return call(new Caller.Owner(ACCOUNT.id()), operation, body);
  }

  JsonNode call(Caller caller, String operation, String body) {
    AwsRequest request =
        new AwsRequest(
            caller,
            "POST",
            "/",
            Map.of(),
            Map.of("x-amz-target", "AWSEvents." + operation),
            json(body).toString().getBytes(StandardCharsets.UTF_8));
    try {
      return JSON.readTree(service.handle(request).body());
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** A rule on the default bus with the queue as its one target. */
  void rule(String pattern, String targetMembers) {
    call(
        "PutRule",
        json("{'Name':'rule'}").put("EventPattern", pattern.replace('\'', '"')).toString());
    call(
        "PutTargets",
        "{'Rule':'rule','Targets':[{'Id':'t','Arn':'" + QUEUE + "'" + targetMembers + "}]}");
  }

  JsonNode put(String source, String detail) {
    ObjectNode entry = json("{'DetailType':'Type'}").put("Source", source);
    entry.put("Detail", detail.replace('\'', '"'));
    return call(
        "PutEvents", json("{}").set("Entries", JSON.createArrayNode().add(entry)).toString());
  }

  /** Reads JSON written with single quotes. */
  static ObjectNode json(String text) {
    try {
      return (ObjectNode) JSON.readTree(text.startsWith("{'") ? text.replace('\'', '"') : text);
    } catch (JsonProcessingException e) {
      throw new AssertionError(text, e);
    }
  }

  @Override
  public void close() {
    clock.close();
  }
}
