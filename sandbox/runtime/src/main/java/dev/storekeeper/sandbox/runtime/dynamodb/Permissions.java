package dev.storekeeper.sandbox.runtime.dynamodb;

import com.fasterxml.jackson.databind.JsonNode;
import dev.storekeeper.sandbox.runtime.Account;
import dev.storekeeper.sandbox.runtime.AwsException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which permissions an operation needs ("Actions defined by Amazon DynamoDB"). */
final class Permissions {
  private static final Set<String> ON_A_TABLE =
      Set.of(
          "CreateTable",
          "DeleteItem",
          "DeleteTable",
          "DescribeTable",
          "DescribeTimeToLive",
          "GetItem",
          "PutItem",
          "UpdateItem",
          "UpdateTable",
          "UpdateTimeToLive");
  private static final Set<String> ON_A_TABLE_OR_INDEX = Set.of("Query", "Scan");
  private static final Set<String> ON_TABLES = Set.of("BatchGetItem", "BatchWriteItem");
  private static final Set<String> TRANSACTIONS = Set.of("TransactGetItems", "TransactWriteItems");
  private static final Set<String> ON_NOTHING =
      Set.of("DescribeEndpoints", "DescribeLimits", "ListTables");
  private static final Map<String, String> TRANSACTED =
      Map.of(
          "Get", "GetItem",
          "Put", "PutItem",
          "Update", "UpdateItem",
          "Delete", "DeleteItem",
          "ConditionCheck", "ConditionCheckItem");
  private static final Set<String> ON_A_STREAM =
      Set.of("DescribeStream", "GetRecords", "GetShardIterator");

  private final Account account;

  Permissions(Account account) {
    this.account = account;
  }

  /**
   * An action and what it is done to.
   *
   * @param action the IAM action
   * @param resource the ARN, or {@code *}
   */
  record Permission(String action, String resource) {}

  /**
   * The permissions of an operation on tables.
   *
   * @throws AwsException {@code 501 NotImplemented} if the sandbox does not serve it
   */
  Set<Permission> ofTables(String operation, JsonNode body) {
    String action = "dynamodb:" + operation;
    if (ON_A_TABLE.contains(operation)) {
      return Set.of(new Permission(action, table(body.path("TableName").asText())));
    }
    if (ON_A_TABLE_OR_INDEX.contains(operation)) {
      String table = table(body.path("TableName").asText());
      String index = body.path("IndexName").asText();
      return Set.of(new Permission(action, index.isEmpty() ? table : table + "/index/" + index));
    }
    Set<Permission> all = new LinkedHashSet<>();
    if (ON_TABLES.contains(operation)) {
      for (String name : names(body.path("RequestItems"))) {
        all.add(new Permission(action, table(name)));
      }
    } else if (TRANSACTIONS.contains(operation)) {
      for (JsonNode item : body.path("TransactItems")) {
        for (String kind : names(item)) {
          all.add(
              new Permission(
                  "dynamodb:" + TRANSACTED.getOrDefault(kind, kind),
                  table(item.path(kind).path("TableName").asText())));
        }
      }
    } else if (ON_NOTHING.contains(operation)) {
      all.add(new Permission(action, "*"));
    } else {
      throw notServed(operation);
    }
    return all;
  }

  /**
   * The permission of an operation on streams.
   *
   * @throws AwsException {@code 501 NotImplemented} if the sandbox does not serve it
   */
  Set<Permission> ofStreams(String operation, JsonNode body) {
    if (operation.equals("ListStreams")) {
      return Set.of(new Permission("dynamodb:ListStreams", "*"));
    }
    if (!ON_A_STREAM.contains(operation)) {
      throw notServed(operation);
    }
    String iterator = body.path("ShardIterator").asText();
    String arn =
        operation.equals("GetRecords")
            ? iterator.substring(0, Math.max(0, iterator.indexOf('|')))
            : body.path("StreamArn").asText();
    return Set.of(new Permission("dynamodb:" + operation, arn.isEmpty() ? "*" : arn));
  }

  private String table(String nameOrArn) {
    return nameOrArn.startsWith("arn:") ? nameOrArn : account.arn("dynamodb", "table/" + nameOrArn);
  }

  private static List<String> names(JsonNode node) {
    List<String> names = new ArrayList<>();
    node.fieldNames().forEachRemaining(names::add);
    return names;
  }

  private static AwsException notServed(String operation) {
    return new AwsException(
        501,
        "NotImplemented",
        "dynamodb: the sandbox has no "
            + operation
            + "; it serves items, queries, batches, transactions, tables, time to live and"
            + " streams");
  }
}
