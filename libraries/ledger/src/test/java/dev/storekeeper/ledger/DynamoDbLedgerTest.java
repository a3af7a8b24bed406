package dev.storekeeper.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.storekeeper.codeartifact.PackageVersion;
import dev.storekeeper.testing.DynamoDbLocal;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DynamoDbLedgerTest extends LedgerContract {
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
  Ledger emptyLedger() {
    return new DynamoDbLedger(dynamoDb.client(), dynamoDb.table("LedgerTable"));
  }

  @Test
  void aPageOfRecordsOfMoreThanAMegabyteIsFull() {
    Ledger ledger = emptyLedger();
    PackageVersion version = new PackageVersion(Records.coordinates("releases", "large"), "1.0.0");
    for (int i = 0; i < 12; i++) {
      ledger.append(
          LedgerRecord.create(
              "package-version.updated",
              Records.TIME.plusMillis(i),
              Records.TIME,
              PackageStreams.stream(version.coordinates()),
              "%020d#event".formatted(i),
              Optional.of(version),
              RecordJson.object(),
              Optional.of(TextNode.valueOf("r".repeat(200_000)))));
    }

    LedgerQuery onDay =
        new LedgerQuery(
            new Selection.OnDay(LocalDate.of(2026, 3, 4)),
            TimeRange.always(),
            LedgerQuery.Order.OLDEST_FIRST);
    Page page = ledger.query(onDay, 100, Optional.empty());
    assertThat(page.records()).hasSize(12);
    assertThat(page.records()).isSortedAccordingTo(Comparator.comparing(LedgerRecord::id));
    LedgerQuery inStream =
        new LedgerQuery(
            Selection.InStream.of(version.coordinates()),
            TimeRange.always(),
            LedgerQuery.Order.OLDEST_FIRST);
    assertThat(ledger.query(inStream, 9, Optional.empty()).records()).hasSize(9);
  }

  @Test
  void aTableThatIsMissingMakesTheLedgerUnavailable() {
    Ledger ledger = new DynamoDbLedger(dynamoDb.client(), "no-such-table");

    assertThatThrownBy(() -> ledger.latestPosition("stream"))
        .isInstanceOf(LedgerUnavailableException.class)
        .hasMessageContaining("no-such-table");
    assertThatThrownBy(() ->
            ledger.append(
                Records.published(
                    new PackageVersion(Records.coordinates("releases", "ui"), "1"),
                    1,
                    Records.TIME)))
        .isInstanceOf(LedgerUnavailableException.class);
  }
}
