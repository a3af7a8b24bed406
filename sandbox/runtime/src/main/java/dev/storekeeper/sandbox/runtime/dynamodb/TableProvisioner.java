package dev.storekeeper.sandbox.runtime.dynamodb;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.storekeeper.sandbox.runtime.Account;
import dev.storekeeper.sandbox.runtime.AwsException;
import dev.storekeeper.sandbox.runtime.messaging.Destinations;
import dev.storekeeper.sandbox.runtime.template.Resource;
import java.util.List;
import java.util.Optional;

/** Makes the tables of a template, or finds them as they should be. */
final class TableProvisioner {
  private final Account account;
  private final DynamoDbClient client;
  private final Destinations destinations;

  TableProvisioner(Account account, DynamoDbClient client, Destinations destinations) {
    this.account = account;
    this.client = client;
    this.destinations = destinations;
  }

  void provision(Resource resource) {
    if (!resource.type().equals("AWS::DynamoDB::Table")) {
      throw new IllegalArgumentException(
          resource.logicalId() + " is of type " + resource.type() + ", not a table");
    }
    JsonNode properties = resource.properties();
    String name = properties.path("TableName").asText(resource.name());
    Optional<JsonNode> existing = describe(name);
    if (existing.isPresent()) {
      adapt(name, properties, existing.get());
    } else {
      call("CreateTable", TableDefinition.createRequest(name, properties));
    }
    timeToLive(name, properties.path("TimeToLiveSpecification"));
    if (!TableDefinition.streamView(properties).isEmpty()) {
      String localArn = describe(name).orElseThrow().path("LatestStreamArn").asText();
      String arn = DynamoDbService.streamArn(account.arn("dynamodb", "table/" + name));
      destinations.register(arn, new TableStream(client, localArn, arn, account.region()));
    }
  }

  private Optional<JsonNode> describe(String name) {
    try {
      return Optional.of(call("DescribeTable", table(name)).path("Table"));
    } catch (AwsException e) {
      if (e.code().equals("ResourceNotFoundException")) {
        return Optional.empty();
      }
      throw e;
    }
  }

  private void adapt(String name, JsonNode properties, JsonNode existing) {
    List<String> differences = TableDefinition.differences(properties, existing);
    if (!differences.isEmpty()) {
      throw different(name, String.join("; ", differences));
    }
    String wanted = TableDefinition.streamView(properties);
    String has = TableDefinition.streamView(existing);
    if (wanted.isEmpty() || wanted.equals(has)) {
      return;
    }
    if (!has.isEmpty()) {
      throw different(name, "StreamViewType: the template has " + wanted + ", the table " + has);
    }
    ObjectNode update = table(name);
    update
        .putObject("StreamSpecification")
        .put("StreamEnabled", true)
        .put("StreamViewType", wanted);
    call("UpdateTable", update);
  }

  private void timeToLive(String name, JsonNode wanted) {
    JsonNode has = call("DescribeTimeToLive", table(name)).path("TimeToLiveDescription");
    boolean enabled = has.path("TimeToLiveStatus").asText().startsWith("ENABL");
    String attribute = has.path("AttributeName").asText();
    boolean enable = wanted.path("Enabled").asBoolean();
    String wantedAttribute = wanted.path("AttributeName").asText();
    if (enabled && (!enable || !attribute.equals(wantedAttribute))) {
      setTimeToLive(name, attribute, false);
    }
    if (enable && !(enabled && attribute.equals(wantedAttribute))) {
      setTimeToLive(name, wantedAttribute, true);
    }
  }

  private void setTimeToLive(String name, String attribute, boolean enabled) {
    ObjectNode update = table(name);
    update
        .putObject("TimeToLiveSpecification")
        .put("AttributeName", attribute)
        .put("Enabled", enabled);
    call("UpdateTimeToLive", update);
  }

  private JsonNode call(String operation, JsonNode body) {
    return client.call(DynamoDbClient.TABLES + operation, body);
  }

  private static ObjectNode table(String name) {
    return JsonNodeFactory.instance.objectNode().put("TableName", name);
  }

  private static IllegalArgumentException different(String name, String how) {
    return new IllegalArgumentException(
        "table "
            + name
            + " exists with another definition: "
            + how
            + "; delete the table or the sandbox's state, or give the table another name");
  }
}
