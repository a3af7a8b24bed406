package dev.storekeeper.sandbox.runtime.sqs;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;

/**
 * One message as one receiver got it.
 *
 * @param id the message's id
 * @param receiptHandle the receipt
 * @param content body and attributes
 * @param systemAttributes SenderId, SentTimestamp and so on
 */
record Reception(
    String id, String receiptHandle, MessageContent content, ObjectNode systemAttributes) {

  static Reception of(StoredMessage message, String queue) {
    ObjectNode system =
        JsonNodeFactory.instance
            .objectNode()
            .put("SenderId", message.senderId)
            .put("SentTimestamp", millis(message.sentAt))
            .put("ApproximateReceiveCount", String.valueOf(message.receiveCount))
            .put("ApproximateFirstReceiveTimestamp", millis(message.firstReceivedAt));
    if (!message.content.traceHeader().isEmpty()) {
      system.put("AWSTraceHeader", message.content.traceHeader());
    }
    if (!message.deadLetterSource.isEmpty()) {
      system.put("DeadLetterQueueSourceArn", message.deadLetterSource);
    }
    return new Reception(
        message.id,
        new Receipt(queue, message.id, message.receivedHere).handle(),
        message.content,
        system);
  }

  /** As Lambda's SQS event shows it. */
  ObjectNode toEventRecord(String queueArn, String region) {
    ObjectNode json =
        JsonNodeFactory.instance
            .objectNode()
            .put("messageId", id)
            .put("receiptHandle", receiptHandle)
            .put("body", content.body());
    json.set("attributes", systemAttributes);
    json.set("messageAttributes", MessageAttributes.toEvent(content.attributes()));
    json.put("md5OfBody", Digests.ofBody(content.body()));
    if (!content.attributes().isEmpty()) {
      json.put("md5OfMessageAttributes", Digests.ofAttributes(content.attributes()));
    }
    return json.put("eventSource", "aws:sqs")
        .put("eventSourceARN", queueArn)
        .put("awsRegion", region);
  }

  private static String millis(Instant time) {
    return String.valueOf(time.toEpochMilli());
  }
}
