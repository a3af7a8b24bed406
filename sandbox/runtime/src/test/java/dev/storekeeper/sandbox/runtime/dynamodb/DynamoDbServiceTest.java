package dev.storekeeper.sandbox.runtime.dynamodb;

import static dev.storekeeper.sandbox.runtime.dynamodb.LocalFixture.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.storekeeper.sandbox.runtime.AwsException;
import dev.storekeeper.sandbox.runtime.http.AwsResponse;
import dev.storekeeper.sandbox.runtime.messaging.RecordStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DynamoDbServiceTest {
  private static final String TABLE_ARN = "arn:aws:dynamodb:eu-west-1:111122223333:table/";
  private static final String STREAM =
      ",'StreamSpecification':{'StreamViewType':'NEW_AND_OLD_IMAGES'}";
  private static final String INDEX =
      ",'GlobalSecondaryIndexes':[{'IndexName':'by-kind','KeySchema':"
          + "[{'AttributeName':'kind','KeyType':'HASH'}],'Projection':{'ProjectionType':'ALL'}}]";

  @TempDir static Path state;
  private static LocalFixture local;

  @BeforeAll
  static void start() throws IOException {
    local = new LocalFixture(state);
  }

  @AfterAll
  static void stop() {
    local.close();
  }

  @BeforeEach
  void forget() {
    local.asked.clear();
    local.denied.clear();
  }

  @Test
  void itemIsWrittenAndReadBack() {
    local.provision("items", "");
    local.put("items", "a");
    JsonNode answer = local.call("GetItem", "{'TableName':'items','Key':{'id':{'S':'a'}}}");

    assertThat(answer).isEqualTo(json("{'Item':{'id':{'S':'a'}}}"));
    assertThat(local.asked)
        .containsExactly(
            "dynamodb:PutItem " + TABLE_ARN + "items", "dynamodb:GetItem " + TABLE_ARN + "items");
  }

  @Test
  void refusalComesThroughWithItsStatusAndType() {
    local.provision("conditional", "");
    local.put("conditional", "a");
    AwsResponse answer =
        local.answer(
            "DynamoDB_20120810.PutItem",
            "{'TableName':'conditional','Item':{'id':{'S':'a'}},"
                + "'ConditionExpression':'attribute_not_exists(id)'}");

    assertThat(answer.status()).isEqualTo(400);
    assertThat(new String(answer.body(), java.nio.charset.StandardCharsets.UTF_8))
        .contains("#ConditionalCheckFailedException");
  }

  @Test
  void callerWithoutPermissionChangesNothing() {
    local.provision("guarded", "");
    local.denied.add("dynamodb:PutItem");

    assertThatThrownBy(() -> local.put("guarded", "a"))
        .isInstanceOf(AwsException.class)
        .hasMessageContaining("dynamodb:PutItem");
    assertThat(local.call("Scan", "{'TableName':'guarded'}").path("Count").asInt()).isZero();
  }

  @ParameterizedTest(name = "{0} needs {2}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "Query | {'TableName':'t1t'} | Query table/t1t",
        "Query | {'TableName':'t1t','IndexName':'i'} | Query table/t1t/index/i",
        "Scan | {'TableName':'t1t','IndexName':'i'} | Scan table/t1t/index/i",
        "UpdateItem | {'TableName':'" + TABLE_ARN + "t1t'} | UpdateItem table/t1t",
        "BatchGetItem | {'RequestItems':{'t1t':{},'t2t':{}}}"
            + " | BatchGetItem table/t1t, BatchGetItem table/t2t",
        "BatchWriteItem | {'RequestItems':{'t1t':[]}} | BatchWriteItem table/t1t",
        "TransactGetItems | {'TransactItems':[{'Get':{'TableName':'t1t'}}]} | GetItem table/t1t",
        "TransactWriteItems | {'TransactItems':[{'Put':{'TableName':'t1t'}},"
            + "{'Put':{'TableName':'t1t'}},{'Update':{'TableName':'t1t'}},"
            + "{'Delete':{'TableName':'t2t'}},{'ConditionCheck':{'TableName':'t2t'}}]}"
            + " | PutItem table/t1t, UpdateItem table/t1t, DeleteItem table/t2t,"
            + " ConditionCheckItem table/t2t",
        "ListTables | {} | ListTables *",
      })
  void operationNeedsItsPermissions(String operation, String body, String needed) {
    Permissions permissions = new Permissions(LocalFixture.ACCOUNT);
    List<String> found = new ArrayList<>();
    for (Permissions.Permission each : permissions.ofTables(operation, json(body))) {
      found.add(
          each.action().replace("dynamodb:", "")
              + " "
              + each.resource().replace("arn:aws:dynamodb:eu-west-1:111122223333:", ""));
    }

    assertThat(String.join(", ", found)).isEqualTo(needed);
  }

  @Test
  void unknownOperationIsNamed() {
    assertThatThrownBy(() -> local.call("ExecuteStatement", "{}"))
        .isInstanceOfSatisfying(AwsException.class, e -> assertThat(e.status()).isEqualTo(501))
        .hasMessageContaining("the sandbox has no ExecuteStatement");
  }

  @Test
  void describedTableHasTheAccountsArns() {
    local.provision("described", STREAM + INDEX);
    JsonNode table = local.call("DescribeTable", "{'TableName':'described'}").path("Table");

    assertThat(table.path("TableArn").asText()).isEqualTo(TABLE_ARN + "described");
    assertThat(table.path("LatestStreamArn").asText()).startsWith(TABLE_ARN + "described/stream/");
    assertThat(table.path("GlobalSecondaryIndexes")).hasSize(1);
    assertThat(table.toString()).doesNotContain("ddblocal");
  }

  @Test
  void provisionedTableIsKeptOnTheNextStart() {
    String properties =
        STREAM + INDEX + ",'TimeToLiveSpecification':{'AttributeName':'ttl','Enabled':true}";
    local.provision("kept", properties);
    local.put("kept", "a");
    local.provision("kept", properties);

    assertThat(local.call("Scan", "{'TableName':'kept'}").path("Count").asInt()).isEqualTo(1);
    assertThat(
            local
                .call("DescribeTimeToLive", "{'TableName':'kept'}")
                .at("/TimeToLiveDescription/TimeToLiveStatus")
                .asText())
        .isEqualTo("ENABLED");
  }

  @Test
  void tableWithOtherIndexesIsRefused() {
    local.provision("changed", "");

    assertThatThrownBy(() -> local.provision("changed", INDEX))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("table changed exists with another definition")
        .hasMessageContaining(
            "GlobalSecondaryIndexes: the template has {by-kind=[kind S HASH] ALL[]}, the table {}");
  }

  @Test
  void streamIsAddedToATableThatHadNone() {
    local.provision("late", "");
    local.provision("late", STREAM);
    local.put("late", "a");

    assertThat(stream("late").read("", 10).records()).hasSize(1);
  }

  @Test
  void streamShowsChangesInOrderAsLambdaDoes() {
    local.provision("changes", STREAM);
    local.put("changes", "a");
    local.call("DeleteItem", "{'TableName':'changes','Key':{'id':{'S':'a'}}}");

    List<ObjectNode> records = stream("changes").read("", 10).records();

    assertThat(records).hasSize(2);
    ObjectNode first = records.getFirst();
    assertThat(first.path("eventSourceARN").asText())
        .isEqualTo(TABLE_ARN + "changes/stream/latest");
    assertThat(first.path("awsRegion").asText()).isEqualTo("eu-west-1");
    assertThat(first.path("eventName").asText()).isEqualTo("INSERT");
    assertThat(first.at("/dynamodb/NewImage")).isEqualTo(json("{'id':{'S':'a'}}"));
    assertThat(first.at("/dynamodb/ApproximateCreationDateTime").isIntegralNumber()).isTrue();
    assertThat(records.getLast().path("eventName").asText()).isEqualTo("REMOVE");
  }

  @Test
  void streamIsReadOnFromAnyPosition() {
    local.provision("paged", STREAM);
    for (int i = 0; i < 7; i++) {
      local.put("paged", "item-" + i);
    }
    RecordStream stream = stream("paged");
    List<String> read = new ArrayList<>();
    List<String> positions = new ArrayList<>(List.of(""));
    for (int i = 0; i < 4; i++) {
      RecordStream.Batch batch = stream.read(positions.getLast(), 3);
      batch.records().forEach(r -> read.add(r.at("/dynamodb/Keys/id/S").asText()));
      positions.add(batch.position());
    }

    assertThat(read)
        .containsExactly("item-0", "item-1", "item-2", "item-3", "item-4", "item-5", "item-6");
    assertThat(positions.get(3)).isEqualTo(positions.get(4));
    assertThat(keys(stream.read(positions.get(1), 2))).containsExactly("item-3", "item-4");
    assertThat(keys(stream.read(positions.get(2), 2))).containsExactly("item-6");
    assertThat(keys(stream.read("gone-shard=17", 2))).containsExactly("item-0", "item-1");
  }

  @Test
  void streamAndDataSurviveTheProcessBeingKilled() {
    local.provision("killed", STREAM);
    RecordStream stream = stream("killed");
    local.put("killed", "before");
    String position = stream.read("", 10).position();
    for (int i = 0; i < 50; i++) {
      local.put("killed", "item-" + i);
    }
    ProcessHandle process = local.local.handle();
    process.destroyForcibly();
    process.onExit().join();

    assertThat(local.call("Scan", "{'TableName':'killed'}").path("Count").asInt()).isEqualTo(51);
    assertThat(stream.read(position, 100).records()).hasSize(50);
    assertThat(stream.read("", 100).records()).hasSize(51);
  }

  @Test
  void positionThatIsNoneIsRefused() {
    assertThatThrownBy(() -> StreamPosition.parse("what"))
        .hasMessage("'what' is no position in a table's stream");
  }

  @Test
  void shardsAreOrderedParentsFirst() {
    Map<String, String> shards = new LinkedHashMap<>();
    shards.put("c", "b");
    shards.put("b", "a");
    shards.put("x", "trimmed");
    shards.put("a", "");

    assertThat(TableStream.parentsFirst(shards).keySet()).containsExactly("x", "a", "b", "c");
  }

  @Test
  void streamsApiSpeaksOfTheAccountsArns() {
    local.provision("listed", STREAM);
    local.put("listed", "a");
    String arn =
        local.call("DescribeTable", "{'TableName':'listed'}").at("/Table/LatestStreamArn").asText();
    JsonNode shard =
        streams("DescribeStream", "{'StreamArn':'" + arn + "'}").at("/StreamDescription/Shards/0");
    JsonNode iterator =
        streams(
            "GetShardIterator",
            "{'StreamArn':'"
                + arn
                + "','ShardId':'"
                + shard.path("ShardId").asText()
                + "','ShardIteratorType':'TRIM_HORIZON'}");
    JsonNode records = streams("GetRecords", iterator.toString());

    assertThat(records.path("Records")).hasSize(1);
    assertThat(records.toString()).contains("eu-west-1").doesNotContain("ddblocal");
    assertThat(local.asked).contains("dynamodb:GetRecords " + arn);
  }

  @Test
  void dataIsReadableByItsOwnerOnly() throws IOException {
    assertThat(Files.getPosixFilePermissions(state.resolve("dynamodb")).toString())
        .doesNotContain("OTHERS", "GROUP");
  }

  private static RecordStream stream(String table) {
    return local.destinations.stream(DynamoDbService.streamArn(LocalFixture.arn(table)));
  }

  private static List<String> keys(RecordStream.Batch batch) {
    return batch.records().stream().map(r -> r.at("/dynamodb/Keys/id/S").asText()).toList();
  }

  private static JsonNode streams(String operation, String body) {
    return json(
        new String(
            local.answer("DynamoDBStreams_20120810." + operation, body).body(),
            java.nio.charset.StandardCharsets.UTF_8));
  }
}
