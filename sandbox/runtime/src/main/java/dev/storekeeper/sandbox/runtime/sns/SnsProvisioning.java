package dev.storekeeper.sandbox.runtime.sns;

import com.fasterxml.jackson.databind.JsonNode;
import dev.storekeeper.sandbox.runtime.template.Resource;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Makes topics and subscriptions from a template's resources. */
final class SnsProvisioning {
  private static final Set<String> NOT_TOPIC_ATTRIBUTES =
      Set.of("TopicName", "Subscription", "Tags");
  private static final Set<String> NOT_SUBSCRIPTION_ATTRIBUTES =
      Set.of("TopicArn", "Protocol", "Endpoint", "Region");

  private final Topics topics;
  private final SubscriptionOperations subscriptions;

  SnsProvisioning(Topics topics, SubscriptionOperations subscriptions) {
    this.topics = topics;
    this.subscriptions = subscriptions;
  }

  void provision(Resource resource) {
    JsonNode properties = resource.properties();
    switch (resource.type()) {
      case "AWS::SNS::Topic" -> topic(resource);
      case "AWS::SNS::Subscription" -> subscribe(properties.path("TopicArn").asText(), properties);
      case "AWS::SNS::TopicPolicy" ->
          properties
              .path("Topics")
              .forEach(arn -> policy(arn.asText(), properties.path("PolicyDocument")));
      case "AWS::SNS::TopicInlinePolicy" ->
          policy(properties.path("TopicArn").asText(), properties.path("PolicyDocument"));
      default ->
          throw new IllegalArgumentException(
              resource.logicalId() + ": SNS does not make a " + resource.type());
    }
  }

  private void topic(Resource resource) {
    Map<String, String> attributes = attributes(resource.properties(), NOT_TOPIC_ATTRIBUTES);
    attributes.remove("FifoTopic", "false");
    Topic topic = topics.create(resource.name(), attributes);
    resource
        .properties()
        .path("Subscription")
        .forEach(subscription -> subscribe(topic.arn(), subscription));
  }

  private void subscribe(String topicArn, JsonNode properties) {
    subscriptions.subscribe(
        topicArn,
        properties.path("Protocol").asText(),
        properties.path("Endpoint").asText(),
        attributes(properties, NOT_SUBSCRIPTION_ATTRIBUTES));
  }

  private void policy(String topicArn, JsonNode document) {
    topics.set(topicArn, "Policy", document.toString());
  }

  private static Map<String, String> attributes(JsonNode properties, Set<String> others) {
    Map<String, String> attributes = new TreeMap<>();
    properties
        .properties()
        .forEach(property -> {
          JsonNode value = property.getValue();
          if (!others.contains(property.getKey())) {
            attributes.put(
                property.getKey(), value.isContainerNode() ? value.toString() : value.asText());
          }
        });
    return attributes;
  }
}
