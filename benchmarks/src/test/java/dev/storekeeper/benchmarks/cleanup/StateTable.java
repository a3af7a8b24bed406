package dev.storekeeper.benchmarks.cleanup;

import static software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType.S;

import dev.storekeeper.testing.DynamoDbLocal;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;

/** Cleanup's table in DynamoDB Local, a process of its own that lasts when workers are killed. */
final class StateTable implements AutoCloseable {
  static final String NAME = "cleanup";

  private final DynamoDbLocal local;

  private StateTable(DynamoDbLocal local) {
    this.local = local;
  }

  /** Starts it and makes the table. */
  static StateTable start(Path root, Path folder) throws IOException, InterruptedException {
    DynamoDbLocal local = DynamoDbLocal.start(root, folder);
    create(local.client());
    return new StateTable(local);
  }

  URI uri() {
    return local.uri();
  }

  @Override
  public void close() {
    local.close();
  }

  private static void create(DynamoDbClient client) {
    client.createTable(request ->
        request
            .tableName(NAME)
            .billingMode(BillingMode.PAY_PER_REQUEST)
            .attributeDefinitions(
                Stream.of("key", "sort", "queue", "due")
                    .map(name ->
                        AttributeDefinition.builder().attributeName(name).attributeType(S).build())
                    .toList())
            .keySchema(element("key", KeyType.HASH), element("sort", KeyType.RANGE))
            .globalSecondaryIndexes(
                GlobalSecondaryIndex.builder()
                    .indexName("by-due")
                    .keySchema(element("queue", KeyType.HASH), element("due", KeyType.RANGE))
                    .projection(it -> it.projectionType(ProjectionType.KEYS_ONLY))
                    .build()));
  }

  private static KeySchemaElement element(String name, KeyType type) {
    return KeySchemaElement.builder().attributeName(name).keyType(type).build();
  }
}
