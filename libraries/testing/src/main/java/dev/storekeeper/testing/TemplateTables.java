package dev.storekeeper.testing;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;

/**
 * The tables that a CloudFormation template defines: attributes, keys and global indexes.
 *
 * @param resources the template's section
 */
record TemplateTables(Node resources) {
  static TemplateTables read(Path template) throws IOException {
    String text = Files.readString(template, StandardCharsets.UTF_8);
    return new TemplateTables(
        child(
            new Compose(LoadSettings.builder().build()).composeString(text).orElseThrow(),
            "Resources"));
  }

  /**
   * What makes a table under a name.
   *
   * @param logicalId the resource's
   * @throws IllegalArgumentException if the template has no such table
   */
  CreateTableRequest request(String logicalId, String name) {
    Node resource = child(resources, logicalId);
    String type = text(resource, "Type");
    if (!type.equals("AWS::DynamoDB::Table")) {
      throw new IllegalArgumentException(
          "%s: found a resource of type %s, expected a table".formatted(logicalId, type));
    }
    Node properties = child(resource, "Properties");
    CreateTableRequest.Builder request =
        CreateTableRequest.builder()
            .tableName(name)
            .billingMode(BillingMode.PAY_PER_REQUEST)
            .attributeDefinitions(
                items(properties, "AttributeDefinitions").stream()
                    .map(TemplateTables::attribute)
                    .toList())
            .keySchema(keys(properties));
    if (has(properties, "GlobalSecondaryIndexes")) {
      request.globalSecondaryIndexes(
          items(properties, "GlobalSecondaryIndexes").stream().map(TemplateTables::index).toList());
    }
    return request.build();
  }

  private static AttributeDefinition attribute(Node node) {
    return AttributeDefinition.builder()
        .attributeName(text(node, "AttributeName"))
        .attributeType(text(node, "AttributeType"))
        .build();
  }

  private static GlobalSecondaryIndex index(Node node) {
    return GlobalSecondaryIndex.builder()
        .indexName(text(node, "IndexName"))
        .keySchema(keys(node))
        .projection(it -> it.projectionType(text(child(node, "Projection"), "ProjectionType")))
        .build();
  }

  private static List<KeySchemaElement> keys(Node node) {
    return items(node, "KeySchema").stream()
        .map(key ->
            KeySchemaElement.builder()
                .attributeName(text(key, "AttributeName"))
                .keyType(text(key, "KeyType"))
                .build())
        .toList();
  }

  private static List<Node> items(Node node, String key) {
    return ((SequenceNode) child(node, key)).getValue();
  }

  private static String text(Node node, String key) {
    return ((ScalarNode) child(node, key)).getValue();
  }

  private static boolean has(Node node, String key) {
    return ((MappingNode) node).getValue().stream().anyMatch(it -> isOf(it, key));
  }

  private static Node child(Node node, String key) {
    return ((MappingNode) node)
        .getValue().stream()
            .filter(it -> isOf(it, key))
            .map(NodeTuple::getValueNode)
            .findFirst()
            .orElseThrow(() -> new IllegalArgumentException("the template has no " + key));
  }

  private static boolean isOf(NodeTuple tuple, String key) {
    return ((ScalarNode) tuple.getKeyNode()).getValue().equals(key);
  }
}
