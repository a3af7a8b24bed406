package dev.storekeeper.sandbox.runtime.sns;

import dev.storekeeper.sandbox.runtime.Account;
import dev.storekeeper.sandbox.runtime.http.QueryOperations;
import dev.storekeeper.sandbox.runtime.http.QueryParameters;
import dev.storekeeper.sandbox.runtime.http.XmlWriter;
import dev.storekeeper.sandbox.runtime.iam.Caller;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The operations on subscriptions. */
final class SubscriptionOperations {
  private final Account account;
  private final Topics topics;
  private final Subscriptions subscriptions;
  private final Publisher publisher;

  SubscriptionOperations(
      Account account, Topics topics, Subscriptions subscriptions, Publisher publisher) {
    this.account = account;
    this.topics = topics;
    this.subscriptions = subscriptions;
    this.publisher = publisher;
  }

  void addTo(QueryOperations operations) {
    operations
        .with("Subscribe", this::subscribe)
        .with("ConfirmSubscription", this::confirm)
        .with("Unsubscribe", this::unsubscribe)
        .with("ListSubscriptions", this::list)
        .with("ListSubscriptionsByTopic", this::listByTopic)
        .with("GetSubscriptionAttributes", this::attributes)
        .with("SetSubscriptionAttributes", this::setAttribute);
  }

  /** Makes a subscription and, where one is needed, asks for its confirmation. */
  Subscription subscribe(
      String topicArn, String protocol, String endpoint, Map<String, String> attributes) {
    Subscription subscription =
        subscriptions.subscribe(topics.get(topicArn).arn(), protocol, endpoint, attributes);
    if (subscription.pending()) {
      publisher.askForConfirmation(subscription);
    }
    return subscription;
  }

  private void subscribe(Caller caller, QueryParameters input, XmlWriter result) {
    Topic topic = topics.get(input.required("TopicArn"));
    publisher.require(topic, caller, "Subscribe");
    Subscription subscription =
        subscribe(
            topic.arn(),
            input.required("Protocol"),
            input.required("Endpoint"),
            input.map("Attributes.entry"));
    boolean tellArn =
        !subscription.pending()
            || input.optional("ReturnSubscriptionArn").orElse("").equals("true");
    result.element("SubscriptionArn", tellArn ? subscription.arn() : "pending confirmation");
  }

  // As in SNS the token stands for the endpoint's consent, whoever brings it.
  private void confirm(Caller caller, QueryParameters input, XmlWriter result) {
    Topic topic = topics.get(input.required("TopicArn"));
    result.element(
        "SubscriptionArn", subscriptions.confirm(topic.arn(), input.required("Token")).arn());
  }

  private void unsubscribe(Caller caller, QueryParameters input, XmlWriter result) {
    String arn = input.required("SubscriptionArn");
    publisher.authorizer().require(caller, "sns:Unsubscribe", arn);
    subscriptions.delete(arn);
  }

  private void list(Caller caller, QueryParameters input, XmlWriter result) {
    publisher.authorizer().require(caller, "sns:ListSubscriptions", account.arn("sns", "*"));
    write(subscriptions.all(), input, result);
  }

  private void listByTopic(Caller caller, QueryParameters input, XmlWriter result) {
    Topic topic = topics.get(input.required("TopicArn"));
    publisher.require(topic, caller, "ListSubscriptionsByTopic");
    write(subscriptions.ofTopic(topic.arn()), input, result);
  }

  private void write(List<Subscription> all, QueryParameters input, XmlWriter result) {
    Page<Subscription> page = Page.of(all, Subscription::arn, input);
    result.open("Subscriptions");
    for (Subscription each : page.items()) {
      result
          .open("member")
          .element("SubscriptionArn", each.pending() ? "PendingConfirmation" : each.arn())
          .element("Owner", account.id())
          .element("Protocol", each.protocol().apiName())
          .element("Endpoint", each.endpoint())
          .element("TopicArn", each.topicArn())
          .close("member");
    }
    result.close("Subscriptions");
    page.writeToken(result);
  }

  private void attributes(Caller caller, QueryParameters input, XmlWriter result) {
    Subscription subscription = subscriptions.get(input.required("SubscriptionArn"));
    publisher
        .authorizer()
        .require(caller, "sns:GetSubscriptionAttributes", subscription.topicArn());
    Map<String, String> attributes = new TreeMap<>(subscription.attributes());
    attributes.putIfAbsent("RawMessageDelivery", "false");
    attributes.put("SubscriptionArn", subscription.arn());
    attributes.put("TopicArn", subscription.topicArn());
    attributes.put("Owner", account.id());
    attributes.put("Protocol", subscription.protocol().apiName());
    attributes.put("Endpoint", subscription.endpoint());
    attributes.put("PendingConfirmation", String.valueOf(subscription.pending()));
    attributes.put("ConfirmationWasAuthenticated", String.valueOf(!subscription.pending()));
    Attributes.write(result, attributes);
  }

  private void setAttribute(Caller caller, QueryParameters input, XmlWriter result) {
    Subscription subscription = subscriptions.get(input.required("SubscriptionArn"));
    publisher
        .authorizer()
        .require(caller, "sns:SetSubscriptionAttributes", subscription.topicArn());
    String name = input.required("AttributeName");
    String value = input.optional("AttributeValue").orElse("");
    subscriptions.change(subscription.arn(), before -> before.with(name, value));
  }
}
