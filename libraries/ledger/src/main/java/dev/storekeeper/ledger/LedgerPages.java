package dev.storekeeper.ledger;

import dev.storekeeper.ledger.LedgerQuery.Order;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;

/** Answers queries page by page: from the table itself, or from an index and then the table. */
final class LedgerPages {
  private static final String IN_RANGE = "#id BETWEEN :first AND :last";

  /** A response holds 1 MB, and fewer records than it read if a time range leaves some out. */
  private static final int MAX_ROUNDS = 20;

  private final DynamoDbClient client;
  private final String table;
  private final RecordFetch fetch;

  LedgerPages(DynamoDbClient client, String table) {
    this.client = client;
    this.table = table;
    this.fetch = new RecordFetch(client, table);
  }

  Page page(LedgerQuery query, int limit, Optional<Cursor> from) {
    return IndexKey.of(query.selection()).index().isPresent()
        ? indexPage(query, limit, from)
        : streamPage(query, limit, from);
  }

  private Page indexPage(LedgerQuery query, int limit, Optional<Cursor> from) {
    List<Map<String, AttributeValue>> entries = new ArrayList<>();
    Optional<Cursor> next = from;
    for (int round = 0; round < MAX_ROUNDS; round++) {
      QueryRequest.Builder request =
          request(query)
              .limit(limit - entries.size())
              .keyConditionExpression("#key = :key AND " + IN_RANGE);
      next.ifPresent(cursor -> request.exclusiveStartKey(Attributes.values(cursor.key())));
      QueryResponse response = client.query(request.build());
      entries.addAll(response.items());
      next = next(response);
      if (next.isEmpty() || entries.size() == limit) {
        break;
      }
    }
    return new Page(fetch.records(entries), next.map(cursor -> cursor.text(query)));
  }

  private Page streamPage(LedgerQuery query, int limit, Optional<Cursor> from) {
    List<Map<String, AttributeValue>> items = new ArrayList<>();
    Optional<Cursor> next = from;
    for (int round = 0; round < MAX_ROUNDS; round++) {
      QueryRequest.Builder request =
          request(query)
              .consistentRead(true)
              .limit(query.range().isAlways() ? limit : Ledger.MAX_PAGE)
              .keyConditionExpression("#key = :key")
              .filterExpression(IN_RANGE);
      next.ifPresent(cursor -> request.exclusiveStartKey(Attributes.values(cursor.key())));
      QueryResponse response = client.query(request.build());
      items.addAll(response.items());
      if (items.size() > limit || (items.size() == limit && response.hasLastEvaluatedKey())) {
        List<Map<String, AttributeValue>> page = items.subList(0, limit);
        return new Page(records(page), Optional.of(after(page.getLast()).text(query)));
      }
      next = next(response);
      if (next.isEmpty()) {
        break;
      }
    }
    return new Page(records(items), next.map(cursor -> cursor.text(query)));
  }

  private QueryRequest.Builder request(LedgerQuery query) {
    IndexKey key = IndexKey.of(query.selection());
    QueryRequest.Builder request =
        QueryRequest.builder()
            .tableName(table)
            .scanIndexForward(query.order() == Order.OLDEST_FIRST)
            .expressionAttributeNames(Map.of("#key", key.attribute(), "#id", "id"))
            .expressionAttributeValues(
                Attributes.values(
                    Map.of(
                        ":key",
                        key.value(),
                        ":first",
                        query.range().firstId(),
                        ":last",
                        query.range().lastId())));
    key.index().ifPresent(request::indexName);
    return request;
  }

  private static Optional<Cursor> next(QueryResponse response) {
    return response.hasLastEvaluatedKey()
        ? Optional.of(new Cursor(Attributes.texts(response.lastEvaluatedKey())))
        : Optional.empty();
  }

  private static Cursor after(Map<String, AttributeValue> item) {
    Map<String, String> texts = Attributes.texts(item);
    return new Cursor(
        Map.of(
            "stream", texts.getOrDefault("stream", ""),
            "position", texts.getOrDefault("position", "")));
  }

  private static List<LedgerRecord> records(List<Map<String, AttributeValue>> items) {
    return items.stream().map(RecordFetch::record).toList();
  }
}
