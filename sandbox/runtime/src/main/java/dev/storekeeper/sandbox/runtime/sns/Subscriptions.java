package dev.storekeeper.sandbox.runtime.sns;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.UnaryOperator;

/** The subscriptions of an account by ARN. Safe for use by many threads. */
final class Subscriptions {
  private static final int MAX_SUBSCRIPTIONS = 10_000;

  private final Set<String> allowedHosts;
  private final SecureRandom random = new SecureRandom();
  private final ConcurrentSkipListMap<String, Subscription> byArn = new ConcurrentSkipListMap<>();

  /** No subscriptions; HTTP endpoints are on this machine or one of the allowed hosts. */
  Subscriptions(Set<String> allowedHosts) {
    this.allowedHosts = Set.copyOf(allowedHosts);
  }

  /** Makes a subscription, or returns the one of this endpoint if it has the same attributes. */
  synchronized Subscription subscribe(
      String topicArn, String protocolName, String endpoint, Map<String, String> attributes) {
    Protocol protocol = Protocol.of(protocolName);
    protocol.require(endpoint, allowedHosts);
    Optional<Subscription> existing =
        ofTopic(topicArn).stream()
            .filter(each -> each.protocol() == protocol && each.endpoint().equals(endpoint))
            .findFirst();
    if (existing.isPresent()) {
      if (!existing.get().attributes().entrySet().containsAll(attributes.entrySet())) {
        throw Refusals.invalid(
            "Attributes Reason: Subscription already exists with different attributes");
      }
      return existing.get();
    }
    if (byArn.size() >= MAX_SUBSCRIPTIONS) {
      throw Refusals.invalid("the sandbox has at most " + MAX_SUBSCRIPTIONS + " subscriptions");
    }
    Subscription subscription =
        Subscription.of(
            topicArn + ":" + UUID.randomUUID(),
            topicArn,
            protocol,
            endpoint,
            protocol.needsConfirmation() ? token() : "",
            attributes);
    byArn.put(subscription.arn(), subscription);
    return subscription;
  }

  synchronized Subscription confirm(String topicArn, String token) {
    Subscription pending =
        ofTopic(topicArn).stream()
            .filter(each -> each.pending() && each.token().equals(token))
            .findFirst()
            .orElseThrow(() -> Refusals.invalid("Token: no subscription waits for it"));
    return change(pending.arn(), Subscription::confirmed);
  }

  Subscription get(String arn) {
    Subscription subscription = byArn.get(arn);
    if (subscription == null) {
      throw Refusals.notFound("Subscription does not exist: " + arn);
    }
    return subscription;
  }

  synchronized Subscription change(String arn, UnaryOperator<Subscription> change) {
    Subscription changed = change.apply(get(arn));
    byArn.put(arn, changed);
    return changed;
  }

  void delete(String arn) {
    byArn.remove(arn);
  }

  void deleteOfTopic(String topicArn) {
    byArn.values().removeIf(subscription -> subscription.topicArn().equals(topicArn));
  }

  List<Subscription> all() {
    return List.copyOf(byArn.values());
  }

  List<Subscription> ofTopic(String topicArn) {
    return byArn.subMap(topicArn + ":", topicArn + ";").values().stream().toList();
  }

  private String token() {
    byte[] token = new byte[32];
    random.nextBytes(token);
    return HexFormat.of().formatHex(token);
  }
}
