package dev.storekeeper.sandbox.runtime.sns;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * A notification that a topic took, and the JSON in which subscribers get it (SNS Developer Guide,
 * "Parsing Amazon SNS message formats"). Nothing is signed: {@code Signature} and the certificate's
 * URL are empty.
 *
 * @param messageId its id
 * @param topicArn the topic
 * @param notification what was published
 * @param at when
 * @param endpoint where the sandbox's API is served
 */
record Publication(
    String messageId, String topicArn, Notification notification, Instant at, URI endpoint) {

  String text(Subscription subscription) {
    return notification.text(subscription.protocol());
  }

  /** The envelope of a queue, an HTTP endpoint or JSON mail. */
  ObjectNode envelope(Subscription subscription) {
    ObjectNode json = head("Notification");
    if (!notification.subject().isEmpty()) {
      json.put("Subject", notification.subject());
    }
    json.put("Message", text(subscription));
    unsigned(json, "SigningCertURL").put("UnsubscribeURL", unsubscribeUrl(subscription));
    if (!notification.attributes().isEmpty()) {
      json.set("MessageAttributes", attributes());
    }
    return json;
  }

  /** The event of a function. */
  ObjectNode lambdaEvent(Subscription subscription) {
    ObjectNode message = head("Notification");
    message.put("Subject", notification.subject().isEmpty() ? null : notification.subject());
    message.put("Message", text(subscription));
    unsigned(message, "SigningCertUrl").put("UnsubscribeUrl", unsubscribeUrl(subscription));
    message.set("MessageAttributes", attributes());
    ObjectNode event = JsonNodeFactory.instance.objectNode();
    event
        .putArray("Records")
        .addObject()
        .put("EventSource", "aws:sns")
        .put("EventVersion", "1.0")
        .put("EventSubscriptionArn", subscription.arn())
        .set("Sns", message);
    return event;
  }

  /** What asks an HTTP endpoint to confirm its subscription. */
  ObjectNode confirmationRequest(Subscription subscription) {
    ObjectNode json = head("SubscriptionConfirmation").put("Token", subscription.token());
    json.put("Message", notification.message());
    json.put(
        "SubscribeURL",
        action("ConfirmSubscription", "TopicArn", topicArn) + "&Token=" + subscription.token());
    return unsigned(json, "SigningCertURL");
  }

  String unsubscribeUrl(Subscription subscription) {
    return action("Unsubscribe", "SubscriptionArn", subscription.arn());
  }

  private String action(String action, String parameter, String arn) {
    return endpoint
        + "/?Action="
        + action
        + "&Version=2010-03-31&"
        + parameter
        + "="
        + URLEncoder.encode(arn, StandardCharsets.UTF_8);
  }

  private ObjectNode head(String type) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("Type", type)
        .put("MessageId", messageId)
        .put("TopicArn", topicArn);
  }

  private ObjectNode unsigned(ObjectNode json, String certificate) {
    return json.put("Timestamp", at.truncatedTo(ChronoUnit.MILLIS).toString())
        .put("SignatureVersion", "1")
        .put("Signature", "")
        .put(certificate, "");
  }

  private ObjectNode attributes() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    notification
        .attributes()
        .forEach((name, attribute) ->
            json.putObject(name).put("Type", attribute.type()).put("Value", attribute.value()));
    return json;
  }
}
