package dev.storekeeper.sandbox.runtime.lambda.source;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Records that a reader gave up.
 *
 * @param records the records, at least one
 * @param condition {@code RetryAttemptsExhausted} or {@code RecordAgeExceeded}
 * @param attempts how often they were tried
 * @param failure the last failure; empty if they were never tried
 */
public record Discarded(
    List<ObjectNode> records, String condition, int attempts, Optional<Failure> failure) {
  private static final ObjectMapper JSON = new ObjectMapper();

  public Discarded {
    records = List.copyOf(records);
    if (records.isEmpty()) {
      throw new IllegalArgumentException("nothing is discarded");
    }
  }

  /**
   * The {@code DDBStreamBatchInfo} of Lambda's on-failure record. The sandbox's streams have one
   * shard, whose id is made up.
   */
  public ObjectNode batchInfo(String streamArn) {
    return JSON.createObjectNode()
        .put("shardId", "shardId-00000000000000000000-00000000")
        .put("startSequenceNumber", sequenceNumber(records.getFirst()))
        .put("endSequenceNumber", sequenceNumber(records.getLast()))
        .put("approximateArrivalOfFirstRecord", created(records.getFirst()).toString())
        .put("approximateArrivalOfLastRecord", created(records.getLast()).toString())
        .put("batchSize", records.size())
        .put("streamArn", streamArn);
  }

  /** When a record was made, the epoch if it does not say. */
  static Instant created(JsonNode record) {
    BigDecimal seconds = record.path("dynamodb").path("ApproximateCreationDateTime").decimalValue();
    return Instant.ofEpochMilli(seconds.movePointRight(3).longValue());
  }

  static String sequenceNumber(JsonNode record) {
    return record.path("dynamodb").path("SequenceNumber").asText();
  }
}
