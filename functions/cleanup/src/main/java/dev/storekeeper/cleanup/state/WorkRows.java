package dev.storekeeper.cleanup.state;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionCheck;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;

/** Pieces of work in the table: who works on them, and when they are due. */
final class WorkRows {
  private static final String PREFIX = "work#";
  private static final String WORK = "work";
  private static final String QUEUE = "due";
  private static final String INDEX = "by-due";
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

  private final CleanupTable table;

  WorkRows(CleanupTable table) {
    this.table = table;
  }

  Optional<Lease> lease(String work, Instant now, Duration length)
      throws StateUnavailableException {
    Instant until = now.plus(length);
    return table.call(dynamoDb -> {
      try {
        Map<String, AttributeValue> row =
            dynamoDb
                .updateItem(request ->
                    request
                        .tableName(table.name())
                        .key(key(work))
                        .updateExpression("SET #until = :until ADD #fence :one, #wakes :none")
                        .conditionExpression("attribute_not_exists(#until) OR #until <= :now")
                        .expressionAttributeNames(
                            Map.of("#until", "until", "#fence", "fence", "#wakes", "wakes"))
                        .expressionAttributeValues(
                            Map.of(
                                ":until", time(until),
                                ":none", AttributeValue.fromN("0"),
                                ":now", time(now),
                                ":one", AttributeValue.fromN("1")))
                        .returnValues(ReturnValue.ALL_NEW))
                .attributes();
        return Optional.of(new Lease(work, number(row, "fence"), number(row, "wakes"), until));
      } catch (ConditionalCheckFailedException e) {
        return Optional.empty();
      }
    });
  }

  void release(Lease lease, Optional<Instant> due) throws StateUnavailableException {
    Map<String, AttributeValue> values = new HashMap<>();
    values.put(":fence", number(lease.fence()));
    values.put(":wakes", number(lease.wakes()));
    if (due.isPresent()) {
      values.put(":queue", AttributeValue.fromS(QUEUE));
      values.put(":due", time(due.get()));
    }
    boolean released =
        update(
            lease.work(),
            due.isPresent()
                ? "SET #queue = :queue, #due = :due REMOVE #until"
                : "REMOVE #until, #queue, #due",
            "#fence = :fence AND #wakes = :wakes",
            Map.of(
                "#until", "until", "#fence", "fence", "#queue", "queue", "#due", "due", "#wakes",
                "wakes"),
            values);
    if (!released) {
      // It was made due meanwhile, and stays so; or a later lease is there.
      update(
          lease.work(),
          "REMOVE #until",
          "#fence = :fence",
          Map.of("#until", "until", "#fence", "fence"),
          Map.of(":fence", number(lease.fence())));
    }
  }

  void due(String work, Instant time) throws StateUnavailableException {
    boolean sooner =
        update(
            work,
            "SET #queue = :queue, #due = :due ADD #wakes :one",
            "attribute_not_exists(#due) OR #due > :due",
            Map.of("#queue", "queue", "#due", "due", "#wakes", "wakes"),
            Map.of(":queue", AttributeValue.fromS(QUEUE), ":due", time(time), ":one", number(1)));
    if (!sooner) {
      update(
          work,
          "ADD #wakes :one",
          "attribute_exists(#due)",
          Map.of("#wakes", "wakes", "#due", "due"),
          Map.of(":one", number(1)));
    }
  }

  private boolean update(
      String work,
      String expression,
      String condition,
      Map<String, String> names,
      Map<String, AttributeValue> values)
      throws StateUnavailableException {
    return table.call(dynamoDb -> {
      try {
        dynamoDb.updateItem(request ->
            request
                .tableName(table.name())
                .key(key(work))
                .updateExpression(expression)
                .conditionExpression(condition)
                .expressionAttributeNames(names)
                .expressionAttributeValues(values));
        return true;
      } catch (ConditionalCheckFailedException e) {
        return false;
      }
    });
  }

  List<String> due(Instant now, int limit) throws StateUnavailableException {
    return table.call(dynamoDb ->
        dynamoDb
            .queryPaginator(request ->
                request
                    .tableName(table.name())
                    .indexName(INDEX)
                    .keyConditionExpression("#queue = :queue AND #due <= :now")
                    .expressionAttributeNames(Map.of("#queue", "queue", "#due", "due"))
                    .expressionAttributeValues(
                        Map.of(":queue", AttributeValue.fromS(QUEUE), ":now", time(now))))
            .items()
            .stream()
            .limit(limit)
            .map(row -> Optional.ofNullable(row.get(CleanupTable.KEY)).map(AttributeValue::s))
            .flatMap(Optional::stream)
            .map(key -> key.substring(PREFIX.length()))
            .toList());
  }

  /** What holds as long as nobody took the lease after this one. */
  ConditionCheck isLast(Lease lease) {
    return ConditionCheck.builder()
        .tableName(table.name())
        .key(key(lease.work()))
        .conditionExpression("#fence = :fence")
        .expressionAttributeNames(Map.of("#fence", "fence"))
        .expressionAttributeValues(
            Map.of(":fence", AttributeValue.fromN(Long.toString(lease.fence()))))
        .build();
  }

  private static Map<String, AttributeValue> key(String work) {
    return CleanupTable.key(PREFIX + work, WORK);
  }

  private static AttributeValue time(Instant time) {
    return AttributeValue.fromS(TIME.format(time));
  }

  private static AttributeValue number(long value) {
    return AttributeValue.fromN(Long.toString(value));
  }

  private static long number(Map<String, AttributeValue> row, String attribute) {
    return Optional.ofNullable(row.get(attribute))
        .map(value -> Long.parseLong(value.n()))
        .orElseThrow(() -> new IllegalStateException("a lease without " + attribute));
  }
}
