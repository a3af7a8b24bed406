package dev.storekeeper.usage.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.storekeeper.testing.DynamoDbLocal;
import dev.storekeeper.usage.trail.ProcessedLogFile;
import dev.storekeeper.usage.trail.TrailFile;
import dev.storekeeper.usage.trail.TrailJournal;
import dev.storekeeper.usage.trail.TrailJournalContract;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class DynamoDbTrailJournalTest extends TrailJournalContract {
  private static final Instant NOON = Instant.parse("2026-03-04T12:00:00Z");

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
  protected TrailJournal emptyJournal() {
    return journal(dynamoDb.table("UsageTable"));
  }

  @Test
  void logFilesAreForgottenAfterFortyDays() {
    String table = dynamoDb.table("UsageTable");
    journal(table).processed(new ProcessedLogFile(new TrailFile("log", "0".repeat(64)), true));

    var items = dynamoDb.client().scan(request -> request.tableName(table)).items();
    assertThat(items).hasSize(1);
    assertThat(items.getFirst())
        .containsEntry(
            "ttl",
            AttributeValue.fromN(Long.toString(NOON.plus(Duration.ofDays(40)).getEpochSecond())));
  }

  private static TrailJournal journal(String table) {
    return new DynamoDbTrailJournal(dynamoDb.client(), table, Clock.fixed(NOON, ZoneOffset.UTC));
  }
}
