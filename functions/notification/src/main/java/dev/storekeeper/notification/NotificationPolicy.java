package dev.storekeeper.notification;

import dev.storekeeper.notification.Destination.Format;
import dev.storekeeper.policy.EventPattern;
import dev.storekeeper.policy.PatternSet;
import dev.storekeeper.policy.PolicyFile;
import dev.storekeeper.policy.PolicyMap;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads {@code notification.yaml}, version 1.
 *
 * @see <a href="../../../../../../../../policies/schema/notification.schema.json">its schema</a>
 */
final class NotificationPolicy {
  private static final long VERSION = 1;
  private static final List<String> FORMATS = List.of("text", "amazon-q");
  private final PolicyFile file;

  private NotificationPolicy(PolicyFile file) {
    this.file = file;
  }

  /**
   * The routes of a policy.
   *
   * @throws dev.storekeeper.policy.PolicyException with every problem of the file
   */
  static PatternSet<Route> read(PolicyFile file) {
    return new NotificationPolicy(file).routes();
  }

  private PatternSet<Route> routes() {
    PolicyMap root = file.root();
    long version = root.integer("version");
    if (version != VERSION) {
      root.problem("version", "version " + version, "version " + VERSION);
    }
    Map<String, Destination> destinations = new LinkedHashMap<>();
    Map<String, PolicyMap> definitions = root.maps("destinations");
    definitions.forEach(
        (name, definition) -> destinations.put(name, destination(name, definition)));

    Set<String> routeNames = new HashSet<>();
    Set<String> used = new HashSet<>();
    List<Map.Entry<Route, EventPattern>> routes = new ArrayList<>();
    for (PolicyMap definition : root.list("routes")) {
      String name = definition.string("name");
      if (!routeNames.add(name)) {
        definition.problem("name", "a second route \"" + name + "\"", "a name of its own");
      }
      definition.optionalString("description");
      List<String> notified = definition.strings("notify");
      used.addAll(notified);
      Route route = new Route(name, known(definition, notified, destinations));
      definition.pattern("when").ifPresent(pattern -> routes.add(Map.entry(route, pattern)));
    }
    definitions.forEach((name, definition) -> {
      if (!used.contains(name)) {
        definition.problem("topic", "a destination that no route notifies", "a route to it");
      }
    });
    file.finish();
    return new PatternSet<>(routes);
  }

  private static Destination destination(String name, PolicyMap definition) {
    Format format =
        switch (definition.choice("format", FORMATS)) {
          case "amazon-q" -> Format.AMAZON_Q;
          default -> Format.TEXT;
        };
    return new Destination(name, topic(definition), format);
  }

  private static String topic(PolicyMap definition) {
    String topic = definition.string("topic");
    if (!topic.startsWith("arn:") && !topic.isEmpty()) {
      definition.problem("topic", "\"" + topic + "\"", "a topic's ARN or ${ENVIRONMENT_VARIABLE}");
    }
    return topic;
  }

  private static List<Destination> known(
      PolicyMap route, List<String> names, Map<String, Destination> destinations) {
    List<Destination> found = new ArrayList<>();
    for (String name : names) {
      Destination destination = destinations.get(name);
      if (destination == null) {
        String expected =
            destinations.isEmpty()
                ? "a destination"
                : "one of " + String.join(", ", destinations.keySet());
        route.problem("notify", "the unknown destination \"" + name + "\"", expected);
      } else {
        found.add(destination);
      }
    }
    return found;
  }
}
