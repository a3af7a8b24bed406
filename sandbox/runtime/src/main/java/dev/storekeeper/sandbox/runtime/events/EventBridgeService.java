package dev.storekeeper.sandbox.runtime.events;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.storekeeper.sandbox.runtime.Account;
import dev.storekeeper.sandbox.runtime.AwsException;
import dev.storekeeper.sandbox.runtime.http.AwsRequest;
import dev.storekeeper.sandbox.runtime.http.AwsResponse;
import dev.storekeeper.sandbox.runtime.http.AwsService;
import dev.storekeeper.sandbox.runtime.iam.Authorizer;
import dev.storekeeper.sandbox.runtime.messaging.Destinations;
import dev.storekeeper.sandbox.runtime.template.Resource;
import dev.storekeeper.sandbox.runtime.time.VirtualClock;
import java.io.IOException;
import java.util.Optional;
import software.amazon.event.ruler.Machine;

/**
 * EventBridge: the default bus and custom ones, rules and targets, in memory. Lists come whole,
 * never in pages. Safe for use by many threads.
 */
public final class EventBridgeService implements AwsService {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final EventBuses buses;
  private final RuleOperations rules;
  private final PutEvents putEvents;
  private final Account account;
  private final Authorizer authorizer;

  /** An EventBridge with an empty default bus, which is added to the destinations. */
  public EventBridgeService(
      Account account, VirtualClock clock, Destinations destinations, Authorizer authorizer) {
    this.account = account;
    this.authorizer = authorizer;
    this.buses = new EventBuses(account, clock, destinations, authorizer);
    this.rules = new RuleOperations(account, buses);
    this.putEvents = new PutEvents(buses);
  }

  @Override
  public String signingName() {
    return "events";
  }

  /**
   * Puts an AWS service's own event on the default bus.
   *
   * @param event the whole event; its source may begin with {@code aws.}
   */
  public void publish(ObjectNode event) {
    buses.accept(buses.bus("default"), event, false);
  }

  /**
   * Makes the resource of a template: {@code AWS::Events::EventBus} or {@code AWS::Events::Rule}.
   *
   * @throws AwsException or {@link IllegalArgumentException} if it is not valid
   */
  public void provision(Resource resource) {
    Arguments properties = new Arguments(resource.properties());
    switch (resource.type()) {
      case "AWS::Events::EventBus" ->
          buses.add(properties.optional("Name").orElse(resource.name()), policy(properties));
      case "AWS::Events::Rule" -> rules.provision(ruleName(resource, properties), properties);
      default ->
          throw new IllegalArgumentException(
              resource.logicalId() + " is of type " + resource.type() + ", not EventBridge's");
    }
  }

  @Override
  public AwsResponse handle(AwsRequest request) {
    String operation = request.target().orElse("");
    Arguments arguments = Arguments.parse(request.body());
    if (operation.equals("PutEvents")) {
      return AwsResponse.json(putEvents.handle(request.caller(), arguments));
    }
    authorizer.require(request.caller(), "events:" + operation, resource(operation, arguments));
    return AwsResponse.json(
        switch (operation) {
          case "CreateEventBus" -> createBus(arguments);
          case "DeleteEventBus" -> deleteBus(arguments);
          case "DescribeEventBus" -> describe(buses.bus(arguments.text("Name")));
          case "ListEventBuses" -> listBuses(arguments);
          case "PutRule" -> rules.putRule(arguments);
          case "DeleteRule" -> rules.deleteRule(arguments);
          case "DescribeRule" -> rules.describeRule(arguments);
          case "ListRules" -> rules.listRules(arguments);
          case "EnableRule" -> rules.setState(arguments, RuleState.ENABLED);
          case "DisableRule" -> rules.setState(arguments, RuleState.DISABLED);
          case "PutTargets" -> rules.putTargets(arguments);
          case "RemoveTargets" -> rules.removeTargets(arguments);
          case "ListTargetsByRule" -> rules.listTargets(arguments);
          case "TestEventPattern" -> testPattern(arguments);
          default ->
              throw new AwsException(
                  501, "NotImplemented", "events: the sandbox has no " + operation);
        });
  }

  private String resource(String operation, Arguments arguments) {
    String bus = arguments.text("EventBusName");
    String path = bus.substring(bus.indexOf('/') + 1);
    String inBus = path.isEmpty() || path.equals("default") ? "" : path + "/";
    return switch (operation) {
      case "CreateEventBus", "DeleteEventBus", "DescribeEventBus" -> {
        String name = arguments.text("Name");
        String tail = name.substring(name.indexOf('/') + 1);
        yield account.arn("events", "event-bus/" + (tail.isEmpty() ? "default" : tail));
      }
      case "PutRule", "DeleteRule", "DescribeRule", "EnableRule", "DisableRule" ->
          account.arn("events", "rule/" + inBus + arguments.text("Name"));
      case "PutTargets", "RemoveTargets", "ListTargetsByRule" ->
          account.arn("events", "rule/" + inBus + arguments.text("Rule"));
      default -> "*";
    };
  }

  private ObjectNode createBus(Arguments arguments) {
    String name = arguments.required("Name");
    if (!name.matches("[.\\-_A-Za-z0-9]{1,256}")) {
      throw new AwsException(
          400,
          "ValidationException",
          "Name is '" + name + "'; expected 1 to 256 of letters, digits and .-_");
    }
    return object().put("EventBusArn", buses.add(name, Optional.empty()).arn());
  }

  private ObjectNode deleteBus(Arguments arguments) {
    buses.remove(arguments.required("Name"));
    return object();
  }

  private ObjectNode listBuses(Arguments arguments) {
    String prefix = arguments.text("NamePrefix");
    ArrayNode found = JsonNodeFactory.instance.arrayNode();
    for (EventBus bus : buses.all()) {
      if (bus.name().startsWith(prefix)) {
        found.add(describe(bus));
      }
    }
    return object().set("EventBuses", found);
  }

  private static ObjectNode describe(EventBus bus) {
    ObjectNode json = object().put("Name", bus.name()).put("Arn", bus.arn());
    bus.policy().ifPresent(policy -> json.put("Policy", policy.toString()));
    return json;
  }

  private static ObjectNode testPattern(Arguments arguments) {
    String pattern = EventPatterns.checked(arguments.required("EventPattern"));
    try {
      JsonNode event = JSON.readTree(arguments.required("Event"));
      for (String member :
          new String[] {"id", "account", "source", "time", "region", "resources", "detail-type"}) {
        if (!event.has(member)) {
          throw new AwsException(
              400, "ValidationException", "Parameter Event has no member " + member);
        }
      }
      Machine machine = Machine.builder().build();
      machine.addRule("pattern", pattern);
      return object().put("Result", !machine.rulesForJSONEvent(event).isEmpty());
    } catch (IOException e) {
      AwsException invalid =
          new AwsException(400, "ValidationException", "Parameter Event is not JSON");
      invalid.initCause(e);
      throw invalid;
    }
  }

  private static Optional<JsonNode> policy(Arguments properties) {
    JsonNode policy = properties.body().path("Policy");
    return policy.isObject() ? Optional.of(policy) : Optional.empty();
  }

  private static String ruleName(Resource resource, Arguments properties) {
    return properties
        .optional("Name")
        .orElseGet(() ->
            resource.arn().isEmpty()
                ? resource.name()
                : resource.arn().substring(resource.arn().lastIndexOf('/') + 1));
  }

  private static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }
}
