package dev.storekeeper.sandbox.runtime.sns;

import dev.storekeeper.sandbox.runtime.Account;
import dev.storekeeper.sandbox.runtime.http.QueryOperations;
import dev.storekeeper.sandbox.runtime.http.QueryParameters;
import dev.storekeeper.sandbox.runtime.http.XmlWriter;
import dev.storekeeper.sandbox.runtime.iam.Caller;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The operations on topics. */
final class TopicOperations {
  private final Account account;
  private final Topics topics;
  private final Subscriptions subscriptions;
  private final Publisher publisher;

  TopicOperations(
      Account account, Topics topics, Subscriptions subscriptions, Publisher publisher) {
    this.account = account;
    this.topics = topics;
    this.subscriptions = subscriptions;
    this.publisher = publisher;
  }

  void addTo(QueryOperations operations) {
    operations
        .with("CreateTopic", this::create)
        .with("DeleteTopic", this::delete)
        .with("ListTopics", this::list)
        .with("GetTopicAttributes", this::attributes)
        .with("SetTopicAttributes", this::setAttribute);
  }

  private void create(Caller caller, QueryParameters input, XmlWriter result) {
    String name = input.required("Name");
    publisher.authorizer().require(caller, "sns:CreateTopic", account.arn("sns", name));
    result.element("TopicArn", topics.create(name, input.map("Attributes.entry")).arn());
  }

  private void delete(Caller caller, QueryParameters input, XmlWriter result) {
    String arn = input.required("TopicArn");
    if (topics.all().stream().anyMatch(topic -> topic.arn().equals(arn))) {
      publisher.require(topics.get(arn), caller, "DeleteTopic");
      topics.delete(arn);
      subscriptions.deleteOfTopic(arn);
    }
  }

  private void list(Caller caller, QueryParameters input, XmlWriter result) {
    publisher.authorizer().require(caller, "sns:ListTopics", account.arn("sns", "*"));
    Page<Topic> page = Page.of(topics.all(), Topic::arn, input);
    result.open("Topics");
    for (Topic topic : page.items()) {
      result.open("member").element("TopicArn", topic.arn()).close("member");
    }
    result.close("Topics");
    page.writeToken(result);
  }

  private void attributes(Caller caller, QueryParameters input, XmlWriter result) {
    Topic topic = topics.get(input.required("TopicArn"));
    publisher.require(topic, caller, "GetTopicAttributes");
    List<Subscription> all = subscriptions.ofTopic(topic.arn());
    long pending = all.stream().filter(Subscription::pending).count();
    Map<String, String> attributes = new TreeMap<>(topic.attributes());
    attributes.putIfAbsent("DisplayName", "");
    attributes.put("TopicArn", topic.arn());
    attributes.put("Owner", account.id());
    attributes.put("SubscriptionsPending", String.valueOf(pending));
    attributes.put("SubscriptionsConfirmed", String.valueOf(all.size() - pending));
    attributes.put("SubscriptionsDeleted", "0");
    Attributes.write(result, attributes);
  }

  private void setAttribute(Caller caller, QueryParameters input, XmlWriter result) {
    Topic topic = topics.get(input.required("TopicArn"));
    publisher.require(topic, caller, "SetTopicAttributes");
    topics.set(
        topic.arn(), input.required("AttributeName"), input.optional("AttributeValue").orElse(""));
  }
}
