package dev.storekeeper.sandbox.runtime.events;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.storekeeper.sandbox.runtime.Account;
import dev.storekeeper.sandbox.runtime.AwsException;
import dev.storekeeper.sandbox.runtime.iam.Authorizer;
import dev.storekeeper.sandbox.runtime.iam.Caller;
import dev.storekeeper.sandbox.runtime.messaging.Delivery;
import dev.storekeeper.sandbox.runtime.messaging.Destinations;
import dev.storekeeper.sandbox.runtime.time.VirtualClock;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.random.RandomGenerator;

/**
 * The buses of an account, and the way of an event through them. An event that came from another
 * bus does not go on to a third ("Sending events between event buses in the same account and
 * Region").
 */
final class EventBuses {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Account account;
  private final VirtualClock clock;
  private final Destinations destinations;
  private final Authorizer authorizer;
  private final RetryingDelivery deliveries;
  private final RuleSchedules schedules;
  private final Map<String, EventBus> buses = new ConcurrentSkipListMap<>();

  EventBuses(
      Account account, VirtualClock clock, Destinations destinations, Authorizer authorizer) {
    this.account = account;
    this.clock = clock;
    this.destinations = destinations;
    this.authorizer = authorizer;
    this.deliveries = new RetryingDelivery(destinations, clock, RandomGenerator.getDefault());
    this.schedules = new RuleSchedules(clock, this::fire);
    add("default", Optional.empty());
  }

  /** Adds a bus and makes it a destination. */
  EventBus add(String name, Optional<JsonNode> policy) {
    EventBus bus = new EventBus(name, account.arn("events", "event-bus/" + name), policy);
    if (buses.putIfAbsent(name, bus) != null) {
      throw new AwsException(
          400, "ResourceAlreadyExistsException", "Event bus " + name + " already exists.");
    }
    destinations.register(bus.arn(), delivery -> put(bus.name(), delivery));
    return bus;
  }

  void remove(String name) {
    EventBus bus = bus(name);
    if (bus.name().equals("default")) {
      throw new AwsException(400, "ValidationException", "Cannot delete event bus default.");
    }
    buses.remove(bus.name());
  }

  List<EventBus> all() {
    return List.copyOf(buses.values());
  }

  /** The bus of a name or ARN; an empty text is the default bus. */
  EventBus bus(String nameOrArn) {
    String name = nameOrArn.substring(nameOrArn.indexOf('/') + 1);
    EventBus bus = buses.get(name.isEmpty() ? "default" : name);
    if (bus == null || (nameOrArn.startsWith("arn:") && !bus.arn().equals(nameOrArn))) {
      throw new AwsException(
          400, "ResourceNotFoundException", "Event bus " + nameOrArn + " does not exist.");
    }
    return bus;
  }

  /** Adds or replaces a rule, with its schedule. */
  void put(Rule rule) {
    bus(rule.busName()).put(rule);
    schedules.set(rule);
  }

  void removeRule(EventBus bus, String name) {
    bus.rule(name).ifPresent(rule -> schedules.clear(rule.arn()));
    bus.remove(name);
  }

  /** Requires that a caller may put events on a bus. */
  void authorize(Caller caller, EventBus bus) {
    authorizer.require(caller, "events:PutEvents", bus.arn(), bus.policy(), Map.of());
  }

  /** Puts an entry on a bus and returns the event's id. */
  String put(EventBus bus, JsonNode entry) {
    ObjectNode event =
        Entry.event(
            entry, UUID.randomUUID().toString(), account.id(), account.region(), clock.instant());
    accept(bus, event, false);
    return event.path("id").asText();
  }

  /** Runs an event through the rules of a bus. */
  void accept(EventBus bus, ObjectNode event, boolean forwarded) {
    for (Rule rule : bus.matching(event)) {
      if (rule.state().sees(event)) {
        for (Target target : rule.targets()) {
          send(event, rule, target, forwarded);
        }
      }
    }
  }

  private void send(ObjectNode event, Rule rule, Target target, boolean forwarded) {
    Optional<EventBus> next = busAt(target.arn());
    if (next.isEmpty()) {
      deliveries.send(RuleTargets.shipment(event, rule, target, clock.instant()));
    } else if (!forwarded) {
      forward(event, rule, target, next.get());
    }
  }

  private void forward(ObjectNode event, Rule rule, Target target, EventBus next) {
    Caller caller = RuleTargets.caller(rule, target);
    if (caller instanceof Caller.RoleSession) {
      try {
        authorize(caller, next);
      } catch (AwsException e) {
        deliveries.refused(RuleTargets.shipment(event, rule, target, clock.instant()), e);
        return;
      }
    }
    accept(next, event, true);
  }

  private void put(String busName, Delivery delivery) {
    EventBus bus = bus(busName);
    if (delivery.caller() instanceof Caller.RoleSession) {
      authorize(delivery.caller(), bus);
    }
    try {
      put(bus, JSON.readTree(delivery.payload()));
    } catch (IOException e) {
      AwsException malformed =
          new AwsException(400, "ValidationException", "the entry for a bus is not JSON");
      malformed.initCause(e);
      throw malformed;
    }
  }

  private void fire(String busName, String ruleName, Instant time) {
    bus(busName)
        .rule(ruleName)
        .ifPresent(rule -> {
          ObjectNode event =
              Entry.envelope(
                  UUID.randomUUID().toString(),
                  "Scheduled Event",
                  "aws.events",
                  account.id(),
                  time,
                  account.region());
          event.putArray("resources").add(rule.arn());
          event.putObject("detail");
          for (Target target : rule.targets()) {
            send(event, rule, target, false);
          }
        });
  }

  private Optional<EventBus> busAt(String arn) {
    return buses.values().stream().filter(bus -> bus.arn().equals(arn)).findFirst();
  }
}
