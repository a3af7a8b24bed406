package dev.storekeeper.usage.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.storekeeper.testing.DynamoDbLocal;
import dev.storekeeper.usage.Access;
import dev.storekeeper.usage.Coverage;
import dev.storekeeper.usage.DomainPackage;
import dev.storekeeper.usage.UsageContract;
import dev.storekeeper.usage.UsageUnavailableException;
import dev.storekeeper.usage.trail.Chain;
import dev.storekeeper.usage.trail.Digest;
import dev.storekeeper.usage.trail.TrailFile;
import dev.storekeeper.usage.trail.TrailJournal;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class DynamoDbUsageTest extends UsageContract {
  private static final DomainPackage UI =
      new DomainPackage("111111111111", "acme", "npm", "", "ui");
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
  protected Usage emptyUsage() {
    String table = dynamoDb.table("UsageTable");
    return new Usage(
        new DynamoDbUsageIndex(dynamoDb.client(), table),
        new DynamoDbUsageRecorder(dynamoDb.client(), table));
  }

  @Test
  void moreThanAMegabyteOfVersionsIsReadPageByPage() {
    Usage usage = emptyUsage();
    for (int i = 0; i < 1500; i++) {
      usage
          .recorder()
          .recordRead(
              UI, "%0250d".formatted(i), new Access(NOON, "r".repeat(100), "p".repeat(512)));
    }
    assertThat(usage.index().versions(UI).byVersion()).hasSize(1500);
  }

  @Test
  void theCoverageIsThatOfTheChains() {
    String table = dynamoDb.table("UsageTable");
    TrailJournal journal = new DynamoDbTrailJournal(dynamoDb.client(), table, Clock.systemUTC());
    Digest digest =
        new Digest(
            "trail",
            new TrailFile("digest", "0".repeat(64)),
            NOON.minusSeconds(3600),
            NOON,
            Optional.empty());
    journal.save(Chain.startingAt(digest).take(digest, true));

    assertThat(new DynamoDbUsageIndex(dynamoDb.client(), table).coverage())
        .isEqualTo(Coverage.of(NOON.minusSeconds(3600), NOON));
  }

  @Test
  void aTableThatIsMissingIsNeverAnEmptyAnswer() {
    var index = new DynamoDbUsageIndex(dynamoDb.client(), "no-such-table");
    assertThatThrownBy(() -> index.versions(UI)).isInstanceOf(UsageUnavailableException.class);
    assertThatThrownBy(index::coverage)
        .isInstanceOf(UsageUnavailableException.class)
        .hasMessageContaining("no-such-table");
  }

  @Test
  void anItemThatCannotBeReadIsNeverAnEmptyAnswer() {
    String table = dynamoDb.table("UsageTable");
    dynamoDb
        .client()
        .putItem(request ->
            request
                .tableName(table)
                .item(
                    Map.of(
                        "key", AttributeValue.fromS("version#111111111111/acme/npm//ui"),
                        "sort", AttributeValue.fromS("1.0.0"),
                        "lastRead", AttributeValue.fromS("yesterday"))));

    assertThatThrownBy(() -> new DynamoDbUsageIndex(dynamoDb.client(), table).versions(UI))
        .isInstanceOf(UsageUnavailableException.class)
        .hasMessageContaining("1.0.0")
        .hasMessageContaining("yesterday");
  }
}
