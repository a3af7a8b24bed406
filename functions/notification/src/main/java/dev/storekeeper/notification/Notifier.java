package dev.storekeeper.notification;

import dev.storekeeper.lambda.MessageOutcome;
import dev.storekeeper.lambda.Metrics;
import dev.storekeeper.lambda.QueueMessage;
import dev.storekeeper.policy.PatternSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Announces ledger records. A record may be announced again when one of its destinations failed: at
 * least once, always with the same {@code recordId}. Safe for use by many threads.
 */
final class Notifier {
  private final PatternSet<Route> routes;
  private final Topics topics;

  Notifier(PatternSet<Route> routes, Topics topics) {
    this.routes = routes;
    this.topics = topics;
  }

  /**
   * Announces the record in a queue message.
   *
   * @throws RuntimeException if a topic did not take a message; the record is then tried again
   */
  MessageOutcome announce(QueueMessage message, Metrics metrics) {
    LedgerEvent event;
    try {
      event = LedgerEvent.parse(message.body());
    } catch (MalformedEventException e) {
      return new MessageOutcome.Reject(e.problem());
    }
    metrics.count("Records", 1);
    Map<Destination, Route> wanted = destinations(routes.matching(event.record()));
    if (wanted.isEmpty()) {
      metrics.count("Silent", 1);
    }
    wanted.forEach((destination, route) -> {
      topics.publish(
          destination.topicArn(),
          write(event, destination),
          Map.of(
              "recordId", event.id(),
              "recordType", event.type(),
              "route", route.name()));
      metrics.count("Notifications", 1);
    });
    return new MessageOutcome.Done();
  }

  /** Each destination once, with the first route that leads there. */
  private static Map<Destination, Route> destinations(List<Route> matching) {
    Map<Destination, Route> wanted = new LinkedHashMap<>();
    for (Route route : matching) {
      route.destinations().forEach(destination -> wanted.putIfAbsent(destination, route));
    }
    return wanted;
  }

  private static Message write(LedgerEvent event, Destination destination) {
    return switch (destination.format()) {
      case TEXT -> TextMessage.of(event);
      case AMAZON_Q -> AmazonQMessage.of(event);
    };
  }
}
