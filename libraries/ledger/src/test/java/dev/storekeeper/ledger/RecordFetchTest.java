package dev.storekeeper.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.storekeeper.codeartifact.PackageVersion;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;

class RecordFetchTest {
  private static final PackageVersion VERSION =
      new PackageVersion(Records.coordinates("releases", "ui"), "1");

  private final List<LedgerRecord> records =
      IntStream.range(0, 10)
          .mapToObj(i -> Records.published(VERSION, i, Records.TIME.plusMillis(i)))
          .toList();
  private final SlowTable table = new SlowTable();
  private final RecordFetch fetch = new RecordFetch(table, "ledger");

  @Test
  void keysThatWereLeftUnprocessedAreAskedForAgain() {
    records.forEach(table::put);
    table.perRequest = 3;

    assertThat(fetch.records(entries())).isEqualTo(records);
    assertThat(table.requests).containsExactly(10, 7, 4, 1);
  }

  @Test
  void aTableThatLeavesEverythingUnprocessedIsAskedSixTimes() {
    records.forEach(table::put);
    table.perRequest = 0;

    assertThatThrownBy(() -> fetch.records(entries()))
        .isInstanceOf(LedgerUnavailableException.class)
        .hasMessage("table ledger left 10 records unread after 6 attempts");
    assertThat(table.requests).hasSize(6);
  }

  @Test
  void aRecordThatIsGoneFromTheTableIsAnError() {
    records.stream().skip(1).forEach(table::put);

    assertThatThrownBy(() -> fetch.records(entries()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("names a record that is gone")
        .hasMessageContaining("event-0");
  }

  @Test
  void nothingIsAskedForNothing() {
    assertThat(fetch.records(List.of())).isEmpty();
    assertThat(table.requests).isEmpty();
  }

  private List<Map<String, AttributeValue>> entries() {
    return records.stream().map(RecordFetchTest::key).toList();
  }

  private static Map<String, AttributeValue> key(LedgerRecord record) {
    return Attributes.key(record.stream(), record.position());
  }

  /** Gives only so many records a request. */
  private static final class SlowTable implements DynamoDbClient {
    private final Map<Map<String, AttributeValue>, Map<String, AttributeValue>> items =
        new HashMap<>();
    private final List<Integer> requests = new ArrayList<>();
    private int perRequest = 100;

    void put(LedgerRecord record) {
      items.put(key(record), Attributes.values(LedgerItem.of(record)));
    }

    @Override
    public BatchGetItemResponse batchGetItem(BatchGetItemRequest request) {
      KeysAndAttributes wanted = request.requestItems().getOrDefault("ledger", none());
      assertThat(wanted.consistentRead()).isTrue();
      requests.add(wanted.keys().size());
      int given = Math.min(perRequest, wanted.keys().size());
      BatchGetItemResponse.Builder response =
          BatchGetItemResponse.builder()
              .responses(
                  Map.of(
                      "ledger",
                      wanted.keys().subList(0, given).reversed().stream()
                          .filter(items::containsKey)
                          .map(key -> items.getOrDefault(key, Map.of()))
                          .toList()));
      if (given < wanted.keys().size()) {
        response.unprocessedKeys(
            Map.of(
                "ledger",
                wanted.toBuilder()
                    .keys(wanted.keys().subList(given, wanted.keys().size()))
                    .build()));
      }
      return response.build();
    }

    @Override
    public String serviceName() {
      return "dynamodb";
    }

    @Override
    public void close() {}

    private static KeysAndAttributes none() {
      return KeysAndAttributes.builder().keys(List.of()).build();
    }
  }
}
