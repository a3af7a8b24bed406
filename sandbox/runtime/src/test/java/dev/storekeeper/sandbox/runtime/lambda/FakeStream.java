package dev.storekeeper.sandbox.runtime.lambda;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.storekeeper.sandbox.runtime.messaging.RecordStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A stream in memory; its positions are indexes. */
public final class FakeStream implements RecordStream {
  public static final String ARN =
      "arn:aws:dynamodb:eu-west-1:111122223333:table/ledger/stream/2026-01-01T00:00:00.000";

  private static final ObjectMapper JSON = new ObjectMapper();

  private final List<ObjectNode> records = new ArrayList<>();

  /** Adds a record with the next sequence number, counted from 1. */
  public synchronized FakeStream add(String kind, Instant created) {
    int number = records.size() + 1;
    ObjectNode record = JSON.createObjectNode();
    record.put("eventID", "event-" + number).put("eventName", "INSERT");
    record
        .putObject("dynamodb")
        .put("SequenceNumber", Integer.toString(number))
        .put("ApproximateCreationDateTime", created.getEpochSecond())
        .putObject("NewImage")
        .putObject("kind")
        .put("S", kind);
    records.add(record);
    return this;
  }

  @Override
  public synchronized Batch read(String position, int max) {
    int from = position.isEmpty() ? 0 : Integer.parseInt(position);
    int to = Math.min(records.size(), from + max);
    return new Batch(
        records.subList(from, to).stream().map(ObjectNode::deepCopy).toList(),
        Integer.toString(to));
  }
}
