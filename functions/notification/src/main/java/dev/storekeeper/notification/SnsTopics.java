package dev.storekeeper.notification;

import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;

/** Topics in Amazon SNS. Safe for use by many threads. */
final class SnsTopics implements Topics {
  private final SnsClient sns;

  SnsTopics(SnsClient sns) {
    this.sns = sns;
  }

  @Override
  public void publish(String topicArn, Message message, Map<String, String> attributes) {
    Map<String, MessageAttributeValue> values = new HashMap<>();
    attributes.forEach((name, value) ->
        values.put(
            name, MessageAttributeValue.builder().dataType("String").stringValue(value).build()));
    sns.publish(request ->
        request
            .topicArn(topicArn)
            .subject(message.subject())
            .message(message.body())
            .messageAttributes(values));
  }
}
