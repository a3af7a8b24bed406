package dev.storekeeper.usage.dynamodb;

import dev.storekeeper.usage.UsageUnavailableException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/**
 * The usage table: partition key {@code key}, sort key {@code sort}, both texts. Safe for use by
 * many threads.
 */
final class UsageTable {
  /** A megabyte a page: far more versions than a package of CodeArtifact can have. */
  private static final int MAX_PAGES = 1000;

  private final DynamoDbClient client;
  private final String name;

  UsageTable(DynamoDbClient client, String name) {
    this.client = client;
    this.name = name;
  }

  String name() {
    return name;
  }

  static Map<String, AttributeValue> key(String key, String sort) {
    return Map.of(
        UsageItem.KEY, AttributeValue.fromS(key), UsageItem.SORT, AttributeValue.fromS(sort));
  }

  /**
   * Sets a time and what belongs to it if the item has no time yet or an earlier one.
   *
   * @return whether it was set
   */
  boolean setIfLater(
      String key, String sort, String attribute, Instant time, Map<String, String> others) {
    return set(key, sort, attribute, "#time < :time", time, others);
  }

  /** Sets a time if the item has none yet or a later one. */
  boolean setIfEarlier(String key, String sort, String attribute, Instant time) {
    return set(key, sort, attribute, "#time > :time", time, Map.of());
  }

  private boolean set(
      String key,
      String sort,
      String attribute,
      String comparison,
      Instant time,
      Map<String, String> others) {
    Map<String, String> names = new HashMap<>(Map.of("#time", attribute));
    Map<String, AttributeValue> values =
        new HashMap<>(Map.of(":time", AttributeValue.fromS(Times.text(time))));
    StringBuilder update = new StringBuilder("SET #time = :time");
    others.forEach((other, value) -> {
      names.put("#" + other, other);
      values.put(":" + other, AttributeValue.fromS(value));
      update.append(", #%s = :%s".formatted(other, other));
    });
    return conditionally(dynamoDb ->
        dynamoDb.updateItem(request ->
            request
                .tableName(name)
                .key(key(key, sort))
                .updateExpression(update.toString())
                .conditionExpression("attribute_not_exists(#time) OR " + comparison)
                .expressionAttributeNames(names)
                .expressionAttributeValues(values)));
  }

  Optional<UsageItem> find(String key, String sort) {
    Map<String, AttributeValue> item =
        call(dynamoDb ->
            dynamoDb
                .getItem(
                    request -> request.tableName(name).key(key(key, sort)).consistentRead(true))
                .item());
    return item.isEmpty() ? Optional.empty() : Optional.of(new UsageItem(item));
  }

  /** All items of a partition. */
  List<UsageItem> all(String key) {
    List<UsageItem> items = new ArrayList<>();
    Map<String, AttributeValue> from = Map.of();
    for (int page = 0; page < MAX_PAGES; page++) {
      Map<String, AttributeValue> start = from;
      var answer =
          call(dynamoDb ->
              dynamoDb.query(
                  partition(key).exclusiveStartKey(start.isEmpty() ? null : start).build()));
      answer.items().forEach(item -> items.add(new UsageItem(item)));
      if (!answer.hasLastEvaluatedKey() || answer.lastEvaluatedKey().isEmpty()) {
        return items;
      }
      from = answer.lastEvaluatedKey();
    }
    throw new UsageUnavailableException(
        "items of " + key + ": found more than " + MAX_PAGES + " pages");
  }

  /** The first items of a partition from a sort key on. */
  List<UsageItem> from(String key, String sort, int limit) {
    return call(dynamoDb ->
            dynamoDb.query(
                partition(key)
                    .keyConditionExpression("#key = :key AND #sort >= :sort")
                    .expressionAttributeNames(
                        Map.of("#key", UsageItem.KEY, "#sort", UsageItem.SORT))
                    .expressionAttributeValues(
                        Map.of(
                            ":key", AttributeValue.fromS(key), ":sort", AttributeValue.fromS(sort)))
                    .limit(limit)
                    .build()))
        .items()
        .stream()
        .map(UsageItem::new)
        .toList();
  }

  private QueryRequest.Builder partition(String key) {
    return QueryRequest.builder()
        .tableName(name)
        .consistentRead(true)
        .keyConditionExpression("#key = :key")
        .expressionAttributeNames(Map.of("#key", UsageItem.KEY))
        .expressionAttributeValues(Map.of(":key", AttributeValue.fromS(key)));
  }

  /** Whether a call's condition held. */
  boolean conditionally(Function<DynamoDbClient, ?> call) {
    try {
      call(call);
      return true;
    } catch (ConditionalCheckFailedException e) {
      return false;
    }
  }

  /**
   * Calls the table.
   *
   * @throws ConditionalCheckFailedException if the call's condition does not hold
   */
  <T> T call(Function<DynamoDbClient, T> call) {
    try {
      return call.apply(client);
    } catch (ConditionalCheckFailedException e) {
      throw e;
    } catch (SdkException e) {
      throw new UsageUnavailableException("the usage table " + name + " did not answer", e);
    }
  }
}
