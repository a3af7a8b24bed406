package dev.storekeeper.cleanup.state;

import dev.storekeeper.testing.DynamoDbLocal;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

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

  @Override
  CleanupState state() {
    return new DynamoDbState(dynamoDb.client(), dynamoDb.table("CleanupTable"));
  }
}
