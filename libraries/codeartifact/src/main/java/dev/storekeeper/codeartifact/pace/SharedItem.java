package dev.storekeeper.codeartifact.pace;

import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/**
 * The state of a bucket in the table: when its next free turn is, and its slowdown. What was last
 * seen of it is kept, so that a change takes one write as long as the slowdown stays the same; a
 * write that assumed something else changes nothing and brings back what is there. Not thread-safe.
 */
final class SharedItem {
  private static final int TRIES = 8;
  private static final long FARTHEST = 60 * Micros.SECOND;
  private static final String SAME_SLOWDOWN = "#halvings = :halvings AND #until = :until";

  private final DynamoDbClient client;
  private final String table;
  private final Map<String, AttributeValue> key;
  private final Rate rate;
  private SharedState state = SharedState.NEW;

  SharedItem(DynamoDbClient client, String table, String key, Rate rate) {
    this.client = client;
    this.table = table;
    this.key = Map.of("key", AttributeValue.fromS(key), "sort", AttributeValue.fromS("bucket"));
    this.rate = rate;
  }

  /** Microseconds between two turns, as far as is known. */
  long interval(long now) {
    return rate.interval(state.slowdown().at(now));
  }

  /**
   * Takes the next free turns.
   *
   * @throws software.amazon.awssdk.core.exception.SdkException if the table does not answer, or if
   *     the next free turn is more than a minute away
   */
  Turns take(int count, long now) {
    for (int i = 0; i < TRIES; i++) {
      long interval = interval(now);
      if (state.next() > now + FARTHEST) {
        long away = state.next() - now;
        state = SharedState.NEW;
        throw SdkClientException.create(
            "the next free turn is " + away / Micros.SECOND + " seconds away");
      }
      if (update(
          state.next() >= now ? append(count * interval, now) : begin(count * interval, now))) {
        return new Turns(state.next() - count * interval, interval, count);
      }
    }
    throw SdkClientException.create("too many functions take turns at once");
  }

  /** Slows the bucket down for all functions. */
  void throttled(long now) {
    for (int i = 0; i < TRIES; i++) {
      Slowdown slower = state.slowdown().throttled(now, rate);
      if (slower.equals(state.slowdown()) || update(slow(slower, now))) {
        return;
      }
    }
    throw SdkClientException.create("too many functions slow down at once");
  }

  private UpdateItemRequest.Builder append(long length, long now) {
    return request(
        Map.of(":length", length, ":now", now, ":farthest", now + FARTHEST),
        "SET #next = #next + :length",
        "#next BETWEEN :now AND :farthest AND " + SAME_SLOWDOWN);
  }

  private UpdateItemRequest.Builder begin(long length, long now) {
    return request(
        Map.of(":end", now + length, ":now", now),
        "SET #next = :end, #halvings = :halvings, #until = :until",
        "attribute_not_exists(#next) OR (#next < :now AND " + SAME_SLOWDOWN + ")");
  }

  private UpdateItemRequest.Builder slow(Slowdown slower, long now) {
    return request(
        Map.of(
            ":now",
            now,
            ":slowerHalvings",
            (long) slower.halvings(),
            ":slowerUntil",
            slower.until()),
        "SET #next = if_not_exists(#next, :now), #halvings = :slowerHalvings,"
            + " #until = :slowerUntil",
        "attribute_not_exists(#next) OR (" + SAME_SLOWDOWN + ")");
  }

  private UpdateItemRequest.Builder request(
      Map<String, Long> values, String update, String condition) {
    Map<String, AttributeValue> numbers = new HashMap<>();
    values.forEach((name, value) -> numbers.put(name, SharedState.number(value)));
    numbers.put(":halvings", SharedState.number(state.slowdown().halvings()));
    numbers.put(":until", SharedState.number(state.slowdown().until()));
    return UpdateItemRequest.builder()
        .tableName(table)
        .key(key)
        .updateExpression(update)
        .conditionExpression(condition)
        .expressionAttributeNames(SharedState.NAMES)
        .expressionAttributeValues(numbers)
        .returnValues(ReturnValue.ALL_NEW)
        .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD);
  }

  private boolean update(UpdateItemRequest.Builder request) {
    try {
      state = SharedState.read(client.updateItem(request.build()).attributes());
      return true;
    } catch (ConditionalCheckFailedException e) {
      state = e.hasItem() ? SharedState.read(e.item()) : SharedState.NEW;
      return false;
    }
  }
}
