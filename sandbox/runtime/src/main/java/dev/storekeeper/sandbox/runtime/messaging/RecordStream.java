package dev.storekeeper.sandbox.runtime.messaging;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** A table's stream of changes as an event source mapping or a pipe reads it. */
public interface RecordStream {
  /**
   * Reads on after a position, without waiting.
   *
   * @param position the position of an earlier batch, or an empty string for the oldest record
   * @param max at most so many records
   */
  Batch read(String position, int max);

  /**
   * Records in order, and where to read on.
   *
   * @param records records as Lambda's DynamoDB event shows them: eventID, eventName, eventVersion,
   *     eventSource, awsRegion, dynamodb, eventSourceARN
   * @param position where to read on, opaque
   */
  record Batch(List<ObjectNode> records, String position) {
    public Batch {
      records = List.copyOf(records);
    }
  }
}
