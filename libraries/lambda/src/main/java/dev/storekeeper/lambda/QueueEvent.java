package dev.storekeeper.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/** Lambda's event for a batch of an SQS queue (Lambda developer guide, "Using Lambda with SQS"). */
final class QueueEvent {
  /** Lambda's own limit for an event is 6 MB. */
  private static final int MAX_BYTES = 8 * 1024 * 1024;

  private static final ObjectMapper JSON = new ObjectMapper();

  private QueueEvent() {}

  /** A batch whose shape is wrong fails as a whole: there is no id to report for its messages. */
  static List<QueueMessage> read(InputStream in) throws IOException {
    byte[] bytes = in.readNBytes(MAX_BYTES + 1);
    if (bytes.length > MAX_BYTES) {
      throw new IllegalArgumentException(
          "the event is longer than " + MAX_BYTES + " bytes, expected an SQS event");
    }
    JsonNode records = JSON.readTree(bytes).path("Records");
    if (!records.isArray()) {
      throw new IllegalArgumentException(
          "Records: found " + records.getNodeType() + ", expected the array of an SQS event");
    }
    List<QueueMessage> messages = new ArrayList<>(records.size());
    for (int i = 0; i < records.size(); i++) {
      JsonNode record = records.get(i);
      String at = "Records[" + i + "].";
      messages.add(new QueueMessage(text(record, "messageId", at), text(record, "body", at)));
    }
    return messages;
  }

  private static String text(JsonNode record, String field, String at) {
    JsonNode value = record.path(field);
    if (!value.isTextual()) {
      throw new IllegalArgumentException(
          at + field + ": found " + value.getNodeType() + ", expected a text");
    }
    return value.asText();
  }
}
