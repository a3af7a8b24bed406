package dev.storekeeper.token.audit;

import dev.storekeeper.token.state.StateTable;
import dev.storekeeper.token.state.StateUnavailableException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.LongStream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;

/**
 * Counts in the function's table: one item a window, {@code denials#<start>}, with an attribute
 * {@code n#<issuer>#<code>} for each kind. A closed window keeps its item, empty and marked {@code
 * closed}, so that a straggler cannot reopen it. {@code denials-swept} remembers how far all is
 * done.
 *
 * <p>The client must not repeat calls of {@link #add}: an answer that was lost would be counted
 * twice.
 */
public final class DynamoDbDenialCounts implements DenialCounts {
  private static final Duration KEPT = Duration.ofDays(30);

  /** Longer than a function runs: a count that was begun in a window has ended by then. */
  private static final Duration GRACE = Duration.ofSeconds(60);

  /** Windows that are looked at again, for a clock that was behind. */
  private static final int LOOKED_AT_AGAIN = 12;

  /** A week: how far back the first look goes. */
  private static final int FIRST_LOOK = 7 * 24 * 12;

  private static final int KEYS_PER_CALL = 100;
  private static final int MAX_TRIES = 5;
  private static final String SWEPT = "denials-swept";
  private static final String PREFIX = "n#";

  private final StateTable counting;
  private final StateTable table;
  private final Clock clock;

  /**
   * Counts in a table.
   *
   * @param counting the table through a client that never repeats a call
   * @param table the same table
   */
  public DynamoDbDenialCounts(StateTable counting, StateTable table, Clock clock) {
    this.counting = counting;
    this.table = table;
    this.clock = clock;
  }

  @Override
  public long add(Kind kind) throws StateUnavailableException {
    Window window = Window.of(clock.instant());
    try {
      return add(kind, window);
    } catch (ConditionalCheckFailedException e) {
      return add(kind, window.plus(1));
    }
  }

  private long add(Kind kind, Window window) throws StateUnavailableException {
    String attribute = PREFIX + kind.issuer() + "#" + kind.code();
    Map<String, AttributeValue> counted =
        counting.call(dynamoDb ->
            dynamoDb
                .updateItem(request ->
                    request
                        .tableName(counting.name())
                        .key(StateTable.key(key(window)))
                        .updateExpression("SET #ttl = if_not_exists(#ttl, :ttl) ADD #count :one")
                        .conditionExpression("attribute_not_exists(#closed)")
                        .expressionAttributeNames(
                            Map.of(
                                "#ttl", StateTable.TTL, "#closed", "closed", "#count", attribute))
                        .expressionAttributeValues(
                            Map.of(":one", StateTable.number(1), ":ttl", ttl(window)))
                        .returnValues(ReturnValue.UPDATED_NEW))
                .attributes());
    return number(counted, attribute);
  }

  @Override
  public Window lastEnded() {
    return Window.of(clock.instant().minus(GRACE)).plus(-1);
  }

  @Override
  public List<Window> ended(Window last) throws StateUnavailableException {
    Window first =
        table
            .find(SWEPT)
            .map(item ->
                new Window(Instant.ofEpochSecond(number(item, "window"))).plus(-LOOKED_AT_AGAIN))
            .orElse(last.plus(-FIRST_LOOK));
    long windows =
        Duration.between(first.start(), last.start()).toSeconds() / Window.LENGTH.toSeconds() + 1;
    List<Window> candidates = LongStream.range(0, windows).mapToObj(first::plus).toList();
    List<Window> found = new ArrayList<>();
    for (int from = 0; from < candidates.size(); from += KEYS_PER_CALL) {
      found.addAll(
          counted(candidates.subList(from, Math.min(from + KEYS_PER_CALL, candidates.size()))));
    }
    found.sort((left, right) -> left.start().compareTo(right.start()));
    return found;
  }

  private List<Window> counted(List<Window> windows) throws StateUnavailableException {
    Map<String, Window> byKey = new HashMap<>();
    windows.forEach(window -> byKey.put(key(window), window));
    List<Window> found = new ArrayList<>();
    List<Map<String, AttributeValue>> keys = byKey.keySet().stream().map(StateTable::key).toList();
    for (int tries = 0; !keys.isEmpty(); tries++) {
      if (tries == MAX_TRIES) {
        throw new StateUnavailableException(
            "the table " + table.name() + " does not answer for all windows",
            new IllegalStateException(keys.size() + " keys are left"));
      }
      List<Map<String, AttributeValue>> wanted = keys;
      var answer =
          table.call(dynamoDb ->
              dynamoDb.batchGetItem(request ->
                  request.requestItems(
                      Map.of(
                          table.name(),
                          KeysAndAttributes.builder().keys(wanted).consistentRead(true).build()))));
      for (var item : answer.responses().getOrDefault(table.name(), List.of())) {
        Window window = byKey.get(text(item, StateTable.KEY));
        if (window != null && !counts(item).isEmpty()) {
          found.add(window);
        }
      }
      var left = answer.unprocessedKeys().get(table.name());
      keys = left == null ? List.of() : left.keys();
    }
    return found;
  }

  @Override
  public SortedMap<Kind, Long> close(Window window) throws StateUnavailableException {
    return counts(
        table.call(dynamoDb ->
            dynamoDb
                .updateItem(request ->
                    request
                        .tableName(table.name())
                        .key(StateTable.key(key(window)))
                        .updateExpression("SET #closed = :closed, #ttl = :ttl")
                        .expressionAttributeNames(
                            Map.of("#closed", "closed", "#ttl", StateTable.TTL))
                        .expressionAttributeValues(
                            Map.of(":closed", AttributeValue.fromBool(true), ":ttl", ttl(window)))
                        .returnValues(ReturnValue.ALL_NEW))
                .attributes()));
  }

  @Override
  public void clear(Window window) throws StateUnavailableException {
    Map<String, AttributeValue> empty = new HashMap<>(StateTable.key(key(window)));
    empty.put("closed", AttributeValue.fromBool(true));
    empty.put(StateTable.TTL, ttl(window));
    table.call(
        dynamoDb -> dynamoDb.putItem(request -> request.tableName(table.name()).item(empty)));
  }

  @Override
  public void advance(Window window) throws StateUnavailableException {
    Map<String, AttributeValue> swept = new HashMap<>(StateTable.key(SWEPT));
    swept.put("window", StateTable.number(window.start().getEpochSecond()));
    table.call(
        dynamoDb -> dynamoDb.putItem(request -> request.tableName(table.name()).item(swept)));
  }

  private static SortedMap<Kind, Long> counts(Map<String, AttributeValue> item) {
    SortedMap<Kind, Long> counts = new TreeMap<>();
    for (String name : item.keySet()) {
      int code = name.lastIndexOf('#');
      if (name.startsWith(PREFIX) && code > PREFIX.length()) {
        counts.put(
            new Kind(name.substring(PREFIX.length(), code), name.substring(code + 1)),
            number(item, name));
      }
    }
    return counts;
  }

  private static long number(Map<String, AttributeValue> item, String name) {
    AttributeValue value = item.get(name);
    return value == null ? 0 : Long.parseLong(value.n());
  }

  private static String text(Map<String, AttributeValue> item, String name) {
    AttributeValue value = item.get(name);
    return value == null ? "" : value.s();
  }

  private static AttributeValue ttl(Window window) {
    return StateTable.number(window.end().plus(KEPT).getEpochSecond());
  }

  private static String key(Window window) {
    return "denials#" + window.start().getEpochSecond();
  }
}
