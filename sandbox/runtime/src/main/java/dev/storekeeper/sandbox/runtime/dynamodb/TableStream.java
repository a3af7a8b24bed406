package dev.storekeeper.sandbox.runtime.dynamodb;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.storekeeper.sandbox.runtime.AwsException;
import dev.storekeeper.sandbox.runtime.messaging.RecordStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A table's stream: all its shards, a child only after its parent was read to its end. A position
 * stays good over a restart of DynamoDB Local; where records are gone, reading goes on with the
 * oldest that are left. Safe for use by many threads.
 */
final class TableStream implements RecordStream {
  private static final int MOST_RECORDS = 1000;

  private final DynamoDbClient client;
  private final String localArn;
  private final String arn;
  private final String region;
  private final Map<String, Cursor> cursors = new ConcurrentHashMap<>();

  /** Where to read on in a shard without asking for an iterator again. */
  private record Cursor(String sequenceNumber, String iterator) {}

  /**
   * A stream.
   *
   * @param localArn its ARN in DynamoDB Local
   * @param arn its ARN in the account
   */
  TableStream(DynamoDbClient client, String localArn, String arn, String region) {
    this.client = client;
    this.localArn = localArn;
    this.arn = arn;
    this.region = region;
  }

  @Override
  public Batch read(String position, int max) {
    StreamPosition at = StreamPosition.parse(position);
    Map<String, String> parents = parentsByShard();
    at.retain(parents.keySet());
    List<ObjectNode> records = new ArrayList<>();
    for (Map.Entry<String, String> shard : parents.entrySet()) {
      String parent = shard.getValue();
      boolean parentRead = !parents.containsKey(parent) || at.ended(parent);
      if (records.isEmpty() && parentRead && !at.ended(shard.getKey())) {
        read(shard.getKey(), at, Math.clamp(max, 1, MOST_RECORDS), records);
      }
    }
    return new Batch(records, at.format());
  }

  /** Each shard with its parent or an empty text, parents first. */
  private Map<String, String> parentsByShard() {
    Map<String, String> found = new LinkedHashMap<>();
    String last = "";
    do {
      ObjectNode request = object().put("StreamArn", localArn);
      if (!last.isEmpty()) {
        request.put("ExclusiveStartShardId", last);
      }
      JsonNode description = call("DescribeStream", request).path("StreamDescription");
      for (JsonNode shard : description.path("Shards")) {
        found.put(shard.path("ShardId").asText(), shard.path("ParentShardId").asText());
      }
      last = description.path("LastEvaluatedShardId").asText();
    } while (!last.isEmpty());
    return parentsFirst(found);
  }

  static Map<String, String> parentsFirst(Map<String, String> shards) {
    Map<String, String> ordered = new LinkedHashMap<>();
    while (ordered.size() < shards.size()) {
      int before = ordered.size();
      shards.forEach((shard, parent) -> {
        if (!shards.containsKey(parent) || ordered.containsKey(parent)) {
          ordered.put(shard, parent);
        }
      });
      if (ordered.size() == before) {
        throw new IllegalStateException("the shards are their own ancestors: " + shards);
      }
    }
    return ordered;
  }

  private void read(String shard, StreamPosition at, int max, List<ObjectNode> records) {
    Optional<JsonNode> answer = records(shard, at.of(shard), max);
    if (answer.isEmpty()) {
      at.set(shard, StreamPosition.END);
      return;
    }
    for (JsonNode record : answer.get().path("Records")) {
      records.add(StreamRecord.asLambdaShowsIt(record, arn, region));
      at.set(shard, record.path("dynamodb").path("SequenceNumber").asText());
    }
    String next = answer.get().path("NextShardIterator").asText();
    if (next.isEmpty()) {
      at.set(shard, StreamPosition.END);
      cursors.remove(shard);
    } else {
      cursors.put(shard, new Cursor(at.of(shard), next));
    }
  }

  /** The next records of a shard; empty if the shard is gone. */
  private Optional<JsonNode> records(String shard, String sequenceNumber, int max) {
    Cursor cursor = cursors.remove(shard);
    if (cursor != null && cursor.sequenceNumber().equals(sequenceNumber)) {
      try {
        return Optional.of(records(cursor.iterator(), max));
      } catch (AwsException e) {
        if (e.retryable()) {
          throw e;
        }
      }
    }
    try {
      return Optional.of(records(iterator(shard, sequenceNumber), max));
    } catch (AwsException e) {
      return switch (e.code()) {
        case "ResourceNotFoundException" -> Optional.empty();
        case "TrimmedDataAccessException" -> Optional.of(records(iterator(shard, ""), max));
        default -> throw e;
      };
    }
  }

  private JsonNode records(String iterator, int max) {
    return call("GetRecords", object().put("ShardIterator", iterator).put("Limit", max));
  }

  private String iterator(String shard, String sequenceNumber) {
    ObjectNode request = object().put("StreamArn", localArn).put("ShardId", shard);
    if (sequenceNumber.isEmpty()) {
      request.put("ShardIteratorType", "TRIM_HORIZON");
    } else {
      request
          .put("ShardIteratorType", "AFTER_SEQUENCE_NUMBER")
          .put("SequenceNumber", sequenceNumber);
    }
    return call("GetShardIterator", request).path("ShardIterator").asText();
  }

  private JsonNode call(String operation, JsonNode body) {
    return client.call(DynamoDbClient.STREAMS + operation, body);
  }

  private static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }
}
