package dev.storekeeper.token.state;

import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/**
 * The function's table: partition key {@code key}, and {@code ttl} in seconds since 1970. Safe for
 * use by many threads.
 */
public final class StateTable {
  /** The attribute that is the key. */
  public static final String KEY = "key";

  /** The attribute after whose time DynamoDB may remove an item, sooner or later. */
  public static final String TTL = "ttl";

  private final DynamoDbClient client;
  private final String name;

  /** The table of this name. */
  public StateTable(DynamoDbClient client, String name) {
    this.client = client;
    this.name = name;
  }

  /** The table's name. */
  public String name() {
    return name;
  }

  /** The key of an item. */
  public static Map<String, AttributeValue> key(String key) {
    return Map.of(KEY, AttributeValue.fromS(key));
  }

  /** A number as an attribute's value. */
  public static AttributeValue number(long value) {
    return AttributeValue.fromN(Long.toString(value));
  }

  /** An item as it is now; absent if there is none. */
  public Optional<Map<String, AttributeValue>> find(String key) throws StateUnavailableException {
    return call(dynamoDb ->
        Optional.of(
                dynamoDb
                    .getItem(request -> request.tableName(name).key(key(key)).consistentRead(true))
                    .item())
            .filter(item -> !item.isEmpty()));
  }

  /**
   * Calls the table.
   *
   * @throws ConditionalCheckFailedException if the call's condition does not hold
   */
  public <T> T call(Function<DynamoDbClient, T> call) throws StateUnavailableException {
    try {
      return call.apply(client);
    } catch (ConditionalCheckFailedException e) {
      throw e;
    } catch (SdkException e) {
      throw new StateUnavailableException("the table " + name + " did not answer", e);
    }
  }
}
