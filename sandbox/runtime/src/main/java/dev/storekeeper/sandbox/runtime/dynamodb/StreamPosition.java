package dev.storekeeper.sandbox.runtime.dynamodb;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * How far a stream was read: for each shard the last sequence number, an empty text for nothing
 * yet, or {@link #END}.
 */
record StreamPosition(Map<String, String> shards) {
  /** A shard that is closed and was read to its end. */
  static final String END = "end";

  StreamPosition {
    shards = new LinkedHashMap<>(shards);
  }

  /**
   * Reads a position.
   *
   * @throws IllegalArgumentException if it is none that this class wrote
   */
  static StreamPosition parse(String text) {
    Map<String, String> shards = new LinkedHashMap<>();
    if (!text.isEmpty()) {
      for (String part : text.split(",", -1)) {
        int equals = part.indexOf('=');
        if (equals < 1) {
          throw new IllegalArgumentException("'" + text + "' is no position in a table's stream");
        }
        shards.put(part.substring(0, equals), part.substring(equals + 1));
      }
    }
    return new StreamPosition(shards);
  }

  String of(String shard) {
    return shards.getOrDefault(shard, "");
  }

  boolean ended(String shard) {
    return of(shard).equals(END);
  }

  void set(String shard, String sequenceNumber) {
    shards.put(shard, sequenceNumber);
  }

  /** Forgets the shards that the stream does not have any more. */
  void retain(Set<String> existing) {
    shards.keySet().retainAll(existing);
  }

  String format() {
    StringBuilder text = new StringBuilder();
    shards.forEach((shard, sequenceNumber) ->
        text.append(text.isEmpty() ? "" : ",").append(shard).append('=').append(sequenceNumber));
    return text.toString();
  }
}
