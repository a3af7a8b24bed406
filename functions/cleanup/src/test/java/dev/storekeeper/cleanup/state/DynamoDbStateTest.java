package dev.storekeeper.cleanup.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.storekeeper.cleanup.plan.Plan;
import dev.storekeeper.testing.DynamoDbLocal;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

final class DynamoDbStateTest extends StateContract {
  @TempDir private static Path folder;
  private static DynamoDbLocal dynamoDb;

  @BeforeAll
  static void start() throws Exception {
    dynamoDb = DynamoDbLocal.start(folder);
  }

  @AfterAll
  static void stop() {
    dynamoDb.close();
  }

  @Test
  void aPlanThatAnotherReleaseWroteInOtherWordsIsReplaced() throws Exception {
    String name = dynamoDb.table("CleanupTable");
    DynamoDbState state = new DynamoDbState(dynamoDb.client(), name);
    Plan plan = Samples.plan("20260301T120000Z-acme-0001");
    state.create(plan);
    Map<String, AttributeValue> row =
        dynamoDb.client().scan(request -> request.tableName(name)).items().stream()
            .filter(it -> it.toString().contains("createdAt"))
            .findFirst()
            .map(HashMap::new)
            .orElseThrow();
    row.replaceAll((_, value) ->
        value.s().startsWith("{")
            ? AttributeValue.fromS("{\"later\":true," + value.s().substring(1))
            : value);
    dynamoDb.client().putItem(request -> request.tableName(name).item(row));

    state.replace(plan, plan);

    assertThat(state.plan(plan.id())).contains(plan);
    assertThat(dynamoDb.client().scan(request -> request.tableName(name)).toString())
        .doesNotContain("later");
  }

  @Override
  CleanupState state() {
    return new DynamoDbState(dynamoDb.client(), dynamoDb.table("CleanupTable"));
  }
}
