package dev.storekeeper.ledger;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/**
 * The ledger in a DynamoDB table; the module's README describes the table. Needs {@code
 * dynamodb:PutItem}, {@code GetItem} and {@code Query} on the table to record, and {@code Query} on
 * the table and its indexes and {@code BatchGetItem} on the table to be asked. Thread-safe.
 */
public final class DynamoDbLedger implements Ledger {
  private final DynamoDbClient client;
  private final String table;
  private final LedgerPages pages;

  /** The ledger in the table of this name. */
  public DynamoDbLedger(DynamoDbClient client, String table) {
    this.client = client;
    this.table = table;
    this.pages = new LedgerPages(client, table);
  }

  @Override
  public Appended append(LedgerRecord record) {
    Map<String, AttributeValue> item = Attributes.values(LedgerItem.of(record));
    return call(() -> {
      try {
        client.putItem(request ->
            request
                .tableName(table)
                .item(item)
                .conditionExpression("attribute_not_exists(#stream)")
                .expressionAttributeNames(Map.of("#stream", "stream")));
        return Appended.NEW;
      } catch (ConditionalCheckFailedException e) {
        return Appended.DUPLICATE;
      }
    });
  }

  @Override
  public Optional<LedgerRecord> find(String stream, String position) {
    Map<String, AttributeValue> item =
        call(() ->
            client
                .getItem(request ->
                    request
                        .tableName(table)
                        .key(Attributes.key(stream, position))
                        .consistentRead(true))
                .item());
    return Optional.ofNullable(item.get("record")).map(record -> LedgerRecord.read(record.s()));
  }

  @Override
  public Optional<String> latestPosition(String stream) {
    List<Map<String, AttributeValue>> items =
        call(() ->
            client
                .query(request ->
                    request
                        .tableName(table)
                        .consistentRead(true)
                        .keyConditionExpression("#stream = :stream")
                        .projectionExpression("#position")
                        .expressionAttributeNames(
                            Map.of("#stream", "stream", "#position", "position"))
                        .expressionAttributeValues(Map.of(":stream", AttributeValue.fromS(stream)))
                        .scanIndexForward(false)
                        .limit(1))
                .items());
    return items.stream().findFirst().map(item -> Attributes.texts(item).get("position"));
  }

  @Override
  public Page query(LedgerQuery query, int limit, Optional<String> cursor) {
    if (limit < 1 || limit > MAX_PAGE) {
      throw new IllegalArgumentException("limit: found " + limit + ", expected 1 to " + MAX_PAGE);
    }
    Optional<Cursor> from = cursor.map(text -> Cursor.read(text, query));
    return call(() -> pages.page(query, limit, from));
  }

  private <T> T call(Supplier<T> call) {
    try {
      return call.get();
    } catch (SdkException e) {
      throw new LedgerUnavailableException("the ledger's table " + table + " did not answer", e);
    }
  }
}
