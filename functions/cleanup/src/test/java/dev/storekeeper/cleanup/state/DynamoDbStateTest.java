package dev.storekeeper.cleanup.state;

import static software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType.S;

import dev.storekeeper.testing.DynamoDbLocal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class DynamoDbStateTest extends StateContract {
  private static final String TABLE = "cleanup";

  private final List<DynamoDbLocal> started = new ArrayList<>();

  @BeforeAll
  void start(@TempDir Path folder) throws Exception {
    DynamoDbLocal local = DynamoDbLocal.start(folder);
    started.add(local);
    create(local.client());
  }

  @AfterAll
  void stop() throws Exception {
    for (DynamoDbLocal local : started) {
      local.close();
    }
  }

  @Override
  CleanupState state() {
    return new DynamoDbState(started.getFirst().client(), TABLE);
  }

  private static void create(DynamoDbClient client) {
    client.createTable(request ->
        request
            .tableName(TABLE)
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
                    .projection(projection -> projection.projectionType(ProjectionType.KEYS_ONLY))
                    .build()));
  }

  private static KeySchemaElement element(String name, KeyType type) {
    return KeySchemaElement.builder().attributeName(name).keyType(type).build();
  }
}
