package dev.storekeeper.sandbox.runtime.sns;

import dev.storekeeper.sandbox.runtime.http.RequestContext;
import dev.storekeeper.sandbox.runtime.iam.Authorizer;
import dev.storekeeper.sandbox.runtime.iam.Caller;
import dev.storekeeper.sandbox.runtime.messaging.Delivery;
import java.net.URI;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Takes notifications for topics and starts their deliveries. */
record Publisher(
    URI endpoint,
    Clock clock,
    Authorizer authorizer,
    Subscriptions subscriptions,
    Courier courier) {

  /** Publishes if the caller may, and returns the message's id. */
  String publish(Topic topic, Caller caller, Notification notification) {
    require(topic, caller, "Publish");
    courier.requireRoom();
    Publication publication = publication(topic.arn(), notification);
    courier.record(publication, Optional.empty(), DeliveryLog.Outcome.PUBLISHED, "");
    for (Subscription subscription : subscriptions.ofTopic(topic.arn())) {
      if (!subscription.pending()) {
        offer(subscription, publication);
      }
    }
    return publication.messageId();
  }

  /** Publishes what another service delivers to a topic. */
  void publish(Topic topic, Delivery delivery) {
    Map<String, MessageAttribute> attributes = new LinkedHashMap<>();
    delivery
        .attributes()
        .forEach((name, value) -> attributes.put(name, new MessageAttribute("String", value)));
    publish(
        topic, delivery.caller(), new Notification("", delivery.payload(), Map.of(), attributes));
  }

  /** Asks the endpoint of a pending subscription to confirm it. */
  void askForConfirmation(Subscription subscription) {
    String message =
        "You have chosen to subscribe to the topic "
            + subscription.topicArn()
            + ".\nTo confirm the subscription, visit the SubscribeURL included in this message.";
    courier.send(
        subscription,
        publication(subscription.topicArn(), new Notification("", message, Map.of(), Map.of())));
  }

  void require(Topic topic, Caller caller, String action) {
    authorizer.require(
        caller, "sns:" + action, topic.arn(), topic.policy(), RequestContext.of(caller));
  }

  private void offer(Subscription subscription, Publication publication) {
    if (subscription.filter().accepts(publication.notification())) {
      courier.send(subscription, publication);
    } else {
      courier.record(
          publication,
          Optional.of(subscription),
          DeliveryLog.Outcome.FILTERED,
          "the filter policy does not match");
    }
  }

  private Publication publication(String topicArn, Notification notification) {
    return new Publication(
        UUID.randomUUID().toString(), topicArn, notification, clock.instant(), endpoint);
  }
}
