package dev.storekeeper.token.audit;

import dev.storekeeper.testing.DynamoDbLocal;
import dev.storekeeper.token.state.StateTable;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

class DynamoDbDenialCountsTest extends DenialCountsContract {
  @TempDir private static Path folder;
  private static DynamoDbLocal dynamoDb;

  @BeforeAll
  static void startDynamoDb() throws Exception {
    dynamoDb = DynamoDbLocal.start(folder);
  }

  @AfterAll
  static void stopDynamoDb() throws Exception {
    dynamoDb.close();
  }

  @Override
  DenialCounts emptyCounts(Clock clock) {
    StateTable table = new StateTable(dynamoDb.client(), dynamoDb.table("TokenTable"));
    return new DynamoDbDenialCounts(table, table, clock);
  }
}
