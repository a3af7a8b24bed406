package dev.storekeeper.usage.dynamodb;

import java.util.UUID;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/** Creates the usage table as the module's README describes it. */
public final class TestTable {
  private TestTable() {}

  /** An empty table of a new name. */
  public static String create(DynamoDbClient client) {
    String name = "usage-" + UUID.randomUUID();
    client.createTable(request ->
        request
            .tableName(name)
            .billingMode(BillingMode.PAY_PER_REQUEST)
            .attributeDefinitions(text("key"), text("sort"))
            .keySchema(key("key", KeyType.HASH), key("sort", KeyType.RANGE)));
    return name;
  }

  private static AttributeDefinition text(String attribute) {
    return AttributeDefinition.builder()
        .attributeName(attribute)
        .attributeType(ScalarAttributeType.S)
        .build();
  }

  private static KeySchemaElement key(String attribute, KeyType type) {
    return KeySchemaElement.builder().attributeName(attribute).keyType(type).build();
  }
}
