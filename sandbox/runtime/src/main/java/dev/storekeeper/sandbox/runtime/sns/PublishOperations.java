package dev.storekeeper.sandbox.runtime.sns;

import dev.storekeeper.sandbox.runtime.AwsException;
import dev.storekeeper.sandbox.runtime.http.QueryOperations;
import dev.storekeeper.sandbox.runtime.http.QueryParameters;
import dev.storekeeper.sandbox.runtime.http.XmlWriter;
import dev.storekeeper.sandbox.runtime.iam.Caller;
import java.util.List;
import java.util.Optional;

/** The operations that publish. */
final class PublishOperations {
  private static final int MAX_ENTRIES = 10;

  private final Topics topics;
  private final Publisher publisher;

  PublishOperations(Topics topics, Publisher publisher) {
    this.topics = topics;
    this.publisher = publisher;
  }

  void addTo(QueryOperations operations) {
    operations.with("Publish", this::publish).with("PublishBatch", this::publishBatch);
  }

  private void publish(Caller caller, QueryParameters input, XmlWriter result) {
    if (input.optional("PhoneNumber").isPresent()) {
      throw Refusals.invalid("PhoneNumber: the sandbox sends no text messages");
    }
    String arn = input.optional("TopicArn").or(() -> input.optional("TargetArn")).orElse("");
    if (arn.isEmpty()) {
      throw Refusals.invalid("TopicArn or TargetArn Reason: no value for required parameter");
    }
    result.element("MessageId", publisher.publish(topics.get(arn), caller, notification(input)));
  }

  private void publishBatch(Caller caller, QueryParameters input, XmlWriter result) {
    Topic topic = topics.get(input.required("TopicArn"));
    publisher.require(topic, caller, "Publish");
    List<QueryParameters> entries = input.structures("PublishBatchRequestEntries.member");
    requireSound(entries);
    XmlWriter failed = new XmlWriter();
    result.open("Successful");
    for (QueryParameters entry : entries) {
      String id = entry.required("Id");
      try {
        String messageId = publisher.publish(topic, caller, notification(entry));
        result.open("member").element("Id", id).element("MessageId", messageId).close("member");
      } catch (AwsException e) {
        failed
            .open("member")
            .element("Id", id)
            .element("Code", e.code())
            .element("Message", e.getMessage())
            .element("SenderFault", String.valueOf(e.status() < 500))
            .close("member");
      }
    }
    result.close("Successful").open("Failed").append(failed).close("Failed");
  }

  private static Notification notification(QueryParameters input) {
    if (input.optional("MessageGroupId").isPresent()
        || input.optional("MessageDeduplicationId").isPresent()) {
      throw Refusals.invalid(
          "the sandbox has standard topics only: MessageGroupId and MessageDeduplicationId are not"
              + " served");
    }
    Optional<String> structure = input.optional("MessageStructure");
    return Notification.of(
        input.optional("Subject"),
        input.required("Message"),
        structure,
        MessageAttribute.read(input));
  }

  private static void requireSound(List<QueryParameters> entries) {
    if (entries.isEmpty()) {
      throw new AwsException(400, "EmptyBatchRequest", "The batch request has no entries.");
    }
    if (entries.size() > MAX_ENTRIES) {
      throw new AwsException(
          400, "TooManyEntriesInBatchRequest", "A batch has at most 10 entries.");
    }
    if (entries.stream().map(entry -> entry.required("Id")).distinct().count() < entries.size()) {
      throw new AwsException(
          400, "BatchEntryIdsNotDistinct", "Two or more batch entries have the same Id.");
    }
  }
}
