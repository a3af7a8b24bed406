package dev.storekeeper.sandbox.runtime.sqs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.storekeeper.sandbox.runtime.AwsException;
import dev.storekeeper.sandbox.runtime.http.JsonOperations;
import dev.storekeeper.sandbox.runtime.iam.Caller;
import java.time.Duration;
import java.util.List;

/** The operations on messages, single and in batches. */
final class MessageOperations {
  private static final int MAX_RECEIVED = 10;

  private final Access access;

  MessageOperations(Access access) {
    this.access = access;
  }

  void addTo(JsonOperations operations) {
    operations
        .with("SendMessage", this::send)
        .with("SendMessageBatch", this::sendBatch)
        .with("ReceiveMessage", this::receive)
        .with("DeleteMessage", this::delete)
        .with("DeleteMessageBatch", this::deleteBatch)
        .with("ChangeMessageVisibility", this::changeVisibility)
        .with("ChangeMessageVisibilityBatch", this::changeVisibilityBatch);
  }

  private JsonNode send(Caller caller, ObjectNode input) {
    return send(access.queue(caller, input, "SendMessage"), caller, input);
  }

  private JsonNode sendBatch(Caller caller, ObjectNode input) {
    StandardQueue queue = access.queue(caller, input, "SendMessage");
    return Batch.of(input)
        .totalingAtMost(QueueSettings.MAX_MESSAGE_SIZE)
        .each(entry -> send(queue, caller, entry));
  }

  private static ObjectNode send(StandardQueue queue, Caller caller, JsonNode input) {
    if (input.has("MessageGroupId") || input.has("MessageDeduplicationId")) {
      throw Refusals.invalidParameter(
          "the sandbox has standard queues only: MessageGroupId and MessageDeduplicationId are not"
              + " served");
    }
    MessageContent content = content(input);
    String id =
        queue.send(
            content,
            caller.arn(),
            Input.seconds(input, "DelaySeconds", QueueSettings.MAX_DELAY_SECONDS));
    ObjectNode result =
        JsonNodeFactory.instance
            .objectNode()
            .put("MessageId", id)
            .put("MD5OfMessageBody", Digests.ofBody(content.body()));
    if (!content.attributes().isEmpty()) {
      result.put("MD5OfMessageAttributes", Digests.ofAttributes(content.attributes()));
    }
    if (!content.traceHeader().isEmpty()) {
      result.put(
          "MD5OfMessageSystemAttributes",
          Digests.ofAttributes(MessageAttributes.read(input.path("MessageSystemAttributes"))));
    }
    return result;
  }

  private static MessageContent content(JsonNode input) {
    return new MessageContent(
        Input.required(input, "MessageBody"),
        MessageAttributes.read(input.path("MessageAttributes")),
        input
            .path("MessageSystemAttributes")
            .path("AWSTraceHeader")
            .path("StringValue")
            .asText(""));
  }

  private JsonNode receive(Caller caller, ObjectNode input) {
    StandardQueue queue = access.queue(caller, input, "ReceiveMessage");
    int max = Input.number(input, "MaxNumberOfMessages", 1, MAX_RECEIVED).orElse(1);
    Duration wait =
        Input.seconds(input, "WaitTimeSeconds", QueueSettings.MAX_WAIT_SECONDS)
            .orElse(queue.settings().receiveWait());
    ReceivedView view = ReceivedView.of(input);
    ObjectNode result = JsonNodeFactory.instance.objectNode();
    for (Reception reception : receive(queue, max, wait, input)) {
      result.withArray("Messages").add(view.of(reception));
    }
    return result;
  }

  private static List<Reception> receive(
      StandardQueue queue, int max, Duration wait, ObjectNode input) {
    try {
      return queue.receive(
          max,
          wait,
          Input.seconds(input, "VisibilityTimeout", QueueSettings.MAX_VISIBILITY_SECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AwsException(503, "ServiceUnavailable", "the sandbox is stopping");
    }
  }

  private JsonNode delete(Caller caller, ObjectNode input) {
    return delete(access.queue(caller, input, "DeleteMessage"), input);
  }

  private JsonNode deleteBatch(Caller caller, ObjectNode input) {
    StandardQueue queue = access.queue(caller, input, "DeleteMessage");
    return Batch.of(input).each(entry -> delete(queue, entry));
  }

  private static ObjectNode delete(StandardQueue queue, JsonNode input) {
    queue.delete(Input.required(input, "ReceiptHandle"));
    return JsonNodeFactory.instance.objectNode();
  }

  private JsonNode changeVisibility(Caller caller, ObjectNode input) {
    return changeVisibility(access.queue(caller, input, "ChangeMessageVisibility"), input);
  }

  private JsonNode changeVisibilityBatch(Caller caller, ObjectNode input) {
    StandardQueue queue = access.queue(caller, input, "ChangeMessageVisibility");
    return Batch.of(input).each(entry -> changeVisibility(queue, entry));
  }

  private static ObjectNode changeVisibility(StandardQueue queue, JsonNode input) {
    queue.changeVisibility(
        Input.required(input, "ReceiptHandle"),
        Input.seconds(input, "VisibilityTimeout", QueueSettings.MAX_VISIBILITY_SECONDS)
            .orElseThrow(() -> Refusals.missingParameter("VisibilityTimeout")));
    return JsonNodeFactory.instance.objectNode();
  }
}
