package dev.storekeeper.ledger;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;

/** Fetches the records that an index named. */
final class RecordFetch {
  /** A response ends at 16 MB, so a page of the largest records takes three requests. */
  private static final int MAX_ATTEMPTS = 6;

  private static final Duration FIRST_PAUSE = Duration.ofMillis(25);

  private final DynamoDbClient client;
  private final String table;

  RecordFetch(DynamoDbClient client, String table) {
    this.client = client;
    this.table = table;
  }

  /**
   * The records of these index entries, in their order.
   *
   * @throws LedgerUnavailableException if the table does not give all of them in six attempts
   * @throws IllegalStateException if a record is not in the table, which nothing in Storekeeper
   *     does
   */
  List<LedgerRecord> records(List<Map<String, AttributeValue>> entries) {
    List<Map<String, AttributeValue>> keys = entries.stream().map(entry -> key(entry)).toList();
    Map<Map<String, AttributeValue>, LedgerRecord> found = new HashMap<>();
    List<Map<String, AttributeValue>> wanted = keys;
    for (int attempt = 0; !wanted.isEmpty(); attempt++) {
      if (attempt == MAX_ATTEMPTS) {
        throw new LedgerUnavailableException(
            "table %s left %d records unread after %d attempts"
                .formatted(table, wanted.size(), MAX_ATTEMPTS));
      }
      pauseBefore(attempt);
      BatchGetItemResponse response = get(wanted);
      response
          .responses()
          .getOrDefault(table, List.of())
          .forEach(item -> found.put(key(item), record(item)));
      wanted =
          Optional.ofNullable(response.unprocessedKeys().get(table))
              .map(KeysAndAttributes::keys)
              .orElse(List.of());
    }
    List<LedgerRecord> records = new ArrayList<>(keys.size());
    for (Map<String, AttributeValue> key : keys) {
      records.add(
          Optional.ofNullable(found.get(key))
              .orElseThrow(() ->
                  new IllegalStateException(
                      "an index of the ledger names a record that is gone: "
                          + Attributes.texts(key))));
    }
    return records;
  }

  static LedgerRecord record(Map<String, AttributeValue> item) {
    AttributeValue record = item.get("record");
    if (record == null || record.s() == null) {
      throw new IllegalStateException("an item of the ledger has no record: " + key(item));
    }
    return LedgerRecord.read(record.s());
  }

  private static Map<String, AttributeValue> key(Map<String, AttributeValue> item) {
    Map<String, String> texts = Attributes.texts(item);
    return Attributes.key(texts.getOrDefault("stream", ""), texts.getOrDefault("position", ""));
  }

  private BatchGetItemResponse get(List<Map<String, AttributeValue>> keys) {
    return client.batchGetItem(request ->
        request.requestItems(
            Map.of(table, KeysAndAttributes.builder().keys(keys).consistentRead(true).build())));
  }

  private static void pauseBefore(int attempt) {
    if (attempt == 0) {
      return;
    }
    try {
      Thread.sleep(FIRST_PAUSE.multipliedBy(1L << (attempt - 1)));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LedgerUnavailableException("interrupted while records were fetched", e);
    }
  }
}
