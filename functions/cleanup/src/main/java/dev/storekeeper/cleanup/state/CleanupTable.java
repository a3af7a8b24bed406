package dev.storekeeper.cleanup.state;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionCheck;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/**
 * The function's table: keys {@code key} and {@code sort}, and texts. What lies in it is said by
 * {@link DynamoDbState}.
 */
final class CleanupTable {
  static final String KEY = "key";
  static final String SORT = "sort";
  static final String TEXT = "text";
  private static final String CHECK_FAILED = "ConditionalCheckFailed";

  private final DynamoDbClient client;
  private final String name;

  CleanupTable(DynamoDbClient client, String name) {
    this.client = client;
    this.name = name;
  }

  String name() {
    return name;
  }

  static Map<String, AttributeValue> key(String key, String sort) {
    return Map.of(KEY, AttributeValue.fromS(key), SORT, AttributeValue.fromS(sort));
  }

  static Map<String, AttributeValue> row(String key, String sort, String text) {
    Map<String, AttributeValue> row = new HashMap<>(key(key, sort));
    row.put(TEXT, AttributeValue.fromS(text));
    return row;
  }

  Optional<String> text(String key, String sort) throws StateUnavailableException {
    return find(key, sort).map(row -> row.get(TEXT)).map(AttributeValue::s);
  }

  Optional<Map<String, AttributeValue>> find(String key, String sort)
      throws StateUnavailableException {
    return call(dynamoDb ->
        Optional.of(
                dynamoDb
                    .getItem(
                        request -> request.tableName(name).key(key(key, sort)).consistentRead(true))
                    .item())
            .filter(row -> !row.isEmpty()));
  }

  /** All rows of a key, by sort; the last ones first if asked. */
  List<Map<String, AttributeValue>> rows(String key, boolean backwards, int limit)
      throws StateUnavailableException {
    return call(dynamoDb ->
        dynamoDb
            .queryPaginator(request ->
                request
                    .tableName(name)
                    .consistentRead(true)
                    .keyConditionExpression("#key = :key")
                    .expressionAttributeNames(Map.of("#key", KEY))
                    .expressionAttributeValues(Map.of(":key", AttributeValue.fromS(key)))
                    .scanIndexForward(!backwards))
            .items()
            .stream()
            .limit(limit)
            .toList());
  }

  void put(Map<String, AttributeValue> row) throws StateUnavailableException {
    call(dynamoDb -> dynamoDb.putItem(request -> request.tableName(name).item(row)));
  }

  void remove(String key, String sort) throws StateUnavailableException {
    call(dynamoDb -> dynamoDb.deleteItem(request -> request.tableName(name).key(key(key, sort))));
  }

  /** Writes a row, if the text that is there is still this one; absent stands for no row. */
  boolean replace(String key, String sort, Optional<String> before, String after)
      throws StateUnavailableException {
    return call(dynamoDb -> {
      try {
        dynamoDb.putItem(request -> {
          request.tableName(name).item(row(key, sort, after));
          if (before.isPresent()) {
            request
                .conditionExpression("#text = :before")
                .expressionAttributeNames(Map.of("#text", TEXT))
                .expressionAttributeValues(Map.of(":before", AttributeValue.fromS(before.get())));
          } else {
            request
                .conditionExpression("attribute_not_exists(#key)")
                .expressionAttributeNames(Map.of("#key", KEY));
          }
        });
        return true;
      } catch (ConditionalCheckFailedException e) {
        return false;
      }
    });
  }

  /** Writes rows together, if each check holds; otherwise nothing. */
  boolean putTogether(List<Map<String, AttributeValue>> rows, List<ConditionCheck> checks)
      throws StateUnavailableException {
    List<TransactWriteItem> parts =
        Stream.concat(
                checks.stream()
                    .map(check -> TransactWriteItem.builder().conditionCheck(check).build()),
                rows.stream()
                    .map(row ->
                        TransactWriteItem.builder()
                            .put(Put.builder().tableName(name).item(row).build())
                            .build()))
            .toList();
    return call(dynamoDb -> {
      try {
        dynamoDb.transactWriteItems(request -> request.transactItems(parts));
        return true;
      } catch (TransactionCanceledException e) {
        boolean checked =
            e.cancellationReasons().stream().anyMatch(reason -> CHECK_FAILED.equals(reason.code()));
        if (checked) {
          return false;
        }
        throw e;
      }
    });
  }

  <T> T call(Function<DynamoDbClient, T> call) throws StateUnavailableException {
    try {
      return call.apply(client);
    } catch (ConditionalCheckFailedException e) {
      throw e;
    } catch (SdkException e) {
      throw new StateUnavailableException("the table " + name + " did not answer", e);
    }
  }
}
