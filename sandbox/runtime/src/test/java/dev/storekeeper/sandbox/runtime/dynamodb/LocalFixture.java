package dev.storekeeper.sandbox.runtime.dynamodb;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.storekeeper.sandbox.runtime.Account;
import dev.storekeeper.sandbox.runtime.AwsException;
import dev.storekeeper.sandbox.runtime.http.AwsRequest;
import dev.storekeeper.sandbox.runtime.http.AwsResponse;
import dev.storekeeper.sandbox.runtime.iam.Authorizer;
import dev.storekeeper.sandbox.runtime.iam.Caller;
import dev.storekeeper.sandbox.runtime.messaging.Destinations;
import dev.storekeeper.sandbox.runtime.template.Resource;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** A running DynamoDB Local with the service in front of it. */
final class LocalFixture implements AutoCloseable {
  static final Account ACCOUNT =
      new Account("111122223333", "eu-west-1", URI.create("http://127.0.0.1:4575"));
  static final Path ROOT = Path.of(System.getProperty("storekeeper.root"));
  static final Path JARS = ROOT.resolve("sandbox/dynamodb-local/target/lib");
  static final Path ARCHIVE = ROOT.resolve("sandbox/runtime/target/dynamodb-local.jsa");
  private static final ObjectMapper JSON = new ObjectMapper();

  final DynamoDbLocal local;
  final Destinations destinations = new Destinations();
  final List<String> asked = new CopyOnWriteArrayList<>();
  final List<String> denied = new ArrayList<>();
  final DynamoDbService service;

  LocalFixture(Path state) throws IOException {
    local = DynamoDbLocal.start(JARS, state, ARCHIVE);
    Authorizer authorizer =
        (caller, action, resource, _, _) -> {
          asked.add(action + " " + resource);
          if (denied.contains(action)) {
            throw new AwsException(400, "AccessDeniedException", caller.arn() + ": " + action);
          }
        };
    service = new DynamoDbService(ACCOUNT, local, destinations, authorizer, () -> {});
  }

  AwsResponse answer(String target, String body) {
    return service.handle(
        new AwsRequest(
            new Caller.Owner(ACCOUNT.id()),
            "POST",
            "/",
            Map.of(),
            Map.of("x-amz-target", target),
            body.replace('\'', '"').getBytes(StandardCharsets.UTF_8)));
  }

  JsonNode call(String operation, String body) {
    try {
      return JSON.readTree(answer("DynamoDB_20120810." + operation, body).body());
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  void put(String table, String key) {
    call("PutItem", "{'TableName':'" + table + "','Item':{'id':{'S':'" + key + "'}}}");
  }

  void provision(String table, String moreProperties) {
    String properties =
        "{'KeySchema':[{'AttributeName':'id','KeyType':'HASH'}],"
            + "'AttributeDefinitions':[{'AttributeName':'id','AttributeType':'S'}"
            + (moreProperties.contains("'kind'")
                ? ",{'AttributeName':'kind','AttributeType':'S'}"
                : "")
            + "]"
            + moreProperties
            + "}";
    service.provision(
        new Resource(
            "Table", "AWS::DynamoDB::Table", table, arn(table), (ObjectNode) json(properties)));
  }

  static String arn(String table) {
    return ACCOUNT.arn("dynamodb", "table/" + table);
  }

  static JsonNode json(String text) {
    try {
      return JSON.readTree(text.replace('\'', '"'));
    } catch (JsonProcessingException e) {
      throw new AssertionError(text, e);
    }
  }

  @Override
  public void close() {
    local.close();
  }
}
