package dev.storekeeper.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.storekeeper.codeartifact.PackageVersion;
import dev.storekeeper.ledger.LedgerQuery.Order;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every ledger does, whatever it keeps its records in. */
abstract class LedgerContract {
  private static final PackageVersion VERSION =
      new PackageVersion(Records.coordinates("releases", "billing-client"), "2.4.0");
  private static final String STREAM = PackageStreams.stream(VERSION.coordinates());

  private Ledger ledger;

  /** A ledger without records. */
  abstract Ledger emptyLedger();

  @BeforeEach
  void start() {
    ledger = emptyLedger();
  }

  @Test
  void aRecordIsFoundAsItWasAppended() {
    ObjectNode data =
        RecordJson.object().put("text", "\u00e9\ud83d\ude00\ud800\u0000").put("late", false);
    LedgerRecord record = Records.record("package-version.updated", VERSION, 1, Records.TIME, data);

    assertThat(ledger.append(record)).isEqualTo(Appended.NEW);
    assertThat(ledger.find(STREAM, record.position())).contains(record);
    assertThat(ledger.find(STREAM, record.position() + "x")).isEmpty();
    assertThat(ledger.find(STREAM + "x", record.position())).isEmpty();
  }

  @Test
  void aSecondRecordAtTheSamePlaceIsADuplicateAndChangesNothing() {
    LedgerRecord first = Records.published(VERSION, 1, Records.TIME);
    LedgerRecord second = Records.published(VERSION, 1, Records.TIME.plusSeconds(60));
    ledger.append(first);

    assertThat(ledger.append(second)).isEqualTo(Appended.DUPLICATE);
    assertThat(ledger.find(STREAM, first.position())).contains(first);
    assertThat(all(new Selection.OfVersion(VERSION), Order.OLDEST_FIRST, 10))
        .containsExactly(first);
  }

  @Test
  void ofManyThatAppendTheSameRecordAtTheSameTimeOneSucceeds() throws Exception {
    LedgerRecord record = Records.published(VERSION, 1, Records.TIME);
    List<Appended> results = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
      Callable<Appended> append = () -> ledger.append(record);
      for (Future<Appended> result : threads.invokeAll(Collections.nCopies(16, append))) {
        results.add(result.get());
      }
    }

    assertThat(results).filteredOn(result -> result == Appended.NEW).hasSize(1);
  }

  @Test
  void theLatestPositionIsTheHighestWhateverCameLast() {
    assertThat(ledger.latestPosition(STREAM)).isEmpty();
    for (int sequence : new int[] {3, 12, 7}) {
      ledger.append(Records.published(VERSION, sequence, Records.TIME));
    }

    assertThat(ledger.latestPosition(STREAM)).contains("00000000000000000012#event-12");
    assertThat(ledger.latestPosition(STREAM + "x")).isEmpty();
  }

  @Test
  void aRecordOfAnotherKindIsFoundByDayAndType() {
    LedgerRecord grant =
        LedgerRecord.create(
            "token.granted",
            Records.TIME,
            Records.TIME,
            "token/ci",
            "grant-1",
            Optional.empty(),
            RecordJson.object(),
            Optional.empty());
    ledger.append(grant);

    assertThat(all(new Selection.OfType("token.granted"), Order.OLDEST_FIRST, 10))
        .containsExactly(grant);
    assertThat(all(new Selection.OnDay(LocalDate.of(2026, 3, 4)), Order.OLDEST_FIRST, 10))
        .containsExactly(grant);
    assertThat(all(new Selection.InStream("token/ci"), Order.OLDEST_FIRST, 10))
        .containsExactly(grant);
  }

  @Test
  void aTimeRangeStartsWithItsFirstInstantAndEndsBeforeItsLast() {
    for (int i = 0; i < 5; i++) {
      ledger.append(Records.published(VERSION, i, Records.TIME.plusMillis(i)));
    }
    TimeRange range =
        new TimeRange(
            Optional.of(Records.TIME.plusMillis(1)), Optional.of(Records.TIME.plusMillis(3)));

    for (Selection selection :
        List.of(new Selection.OfVersion(VERSION), new Selection.InStream(STREAM))) {
      assertThat(
              ledger
                  .query(
                      new LedgerQuery(selection, range, Order.OLDEST_FIRST), 10, Optional.empty())
                  .records())
          .extracting(LedgerRecord::time)
          .containsExactly(Records.TIME.plusMillis(1), Records.TIME.plusMillis(2));
    }
  }

  @Test
  void pagesOfAnySizeAndOrderHoldEveryRecordOnce() {
    Random random = new Random(4);
    List<LedgerRecord> records = randomRecords(random, 60);
    records.forEach(ledger::append);

    for (Selection selection : selections()) {
      for (Order order : Order.values()) {
        Comparator<LedgerRecord> sorted =
            Comparator.comparing(
                selection instanceof Selection.InStream
                    ? LedgerRecord::position
                    : LedgerRecord::id);
        List<LedgerRecord> expected =
            records.stream()
                .filter(record -> selects(selection, record))
                .sorted(order == Order.OLDEST_FIRST ? sorted : sorted.reversed())
                .toList();
        assertThat(expected).isNotEmpty();
        assertThat(all(selection, order, 1 + random.nextInt(12)))
            .as("%s %s", selection, order)
            .isEqualTo(expected);
      }
    }
  }

  @Test
  void pagesOfATimeRangeHoldEveryRecordOfItOnce() {
    Random random = new Random(5);
    List<LedgerRecord> records = randomRecords(random, 40);
    records.forEach(ledger::append);
    Instant from = Records.TIME.plusSeconds(20_000);
    TimeRange range = new TimeRange(Optional.of(from), Optional.empty());

    for (Selection selection : selections()) {
      assertThat(all(selection, range, Order.OLDEST_FIRST, 3))
          .as("%s", selection)
          .containsExactlyInAnyOrderElementsOf(
              records.stream()
                  .filter(record -> selects(selection, record) && !record.time().isBefore(from))
                  .toList());
    }
  }

  @Test
  void aCursorOfAnotherQueryIsRefused() {
    for (int i = 0; i < 3; i++) {
      ledger.append(Records.published(VERSION, i, Records.TIME));
    }
    LedgerQuery query =
        query(new Selection.InStream(STREAM), TimeRange.always(), Order.OLDEST_FIRST);
    LedgerQuery other =
        query(new Selection.InStream(STREAM), TimeRange.always(), Order.NEWEST_FIRST);
    Optional<String> cursor = ledger.query(query, 1, Optional.empty()).cursor();
    assertThat(cursor).isPresent();

    assertThatThrownBy(() -> ledger.query(other, 1, cursor))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("cursor of another query");
    for (String text : List.of("", "no cursor", "e30", "x".repeat(100_000))) {
      assertThatThrownBy(() -> ledger.query(query, 1, Optional.of(text)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith("cursor: found");
    }
  }

  @Test
  void aLimitOutOfItsRangeIsRefused() {
    LedgerQuery query =
        query(new Selection.InStream(STREAM), TimeRange.always(), Order.OLDEST_FIRST);
    for (int limit : new int[] {-1, 0, 101}) {
      assertThatThrownBy(() -> ledger.query(query, limit, Optional.empty()))
          .hasMessage("limit: found " + limit + ", expected 1 to 100");
    }
  }

  @Test
  void aRecordWithTooManyAssetsIsAppendedWithoutTheLast() {
    LedgerRecord large = Records.withAssets(3000, 200, TextNode.valueOf("raw"));
    ledger.append(large);

    LedgerRecord found = ledger.find(large.stream(), large.position()).orElseThrow();
    int kept = found.data().at("/observation/assets").size();
    assertThat(kept).isBetween(700, 2999);
    assertThat(found.data().at("/observation/assetsOmitted").asInt()).isEqualTo(3000 - kept);
    assertThat(found.event()).isEqualTo(large.event());
    assertThat(found.id()).isEqualTo(large.id());
  }

  @Test
  void aRecordThatIsTooLargeWithoutItsAssetsIsRefused() {
    LedgerRecord large = Records.withAssets(10, 10, TextNode.valueOf("r".repeat(400_000)));

    assertThatThrownBy(() -> ledger.append(large))
        .isInstanceOf(RecordTooLargeException.class)
        .hasMessageContaining(large.id())
        .hasMessageContaining("at most 380000 fit");
    assertThat(ledger.find(large.stream(), large.position())).isEmpty();
  }

  private static List<LedgerRecord> randomRecords(Random random, int count) {
    List<LedgerRecord> records = new ArrayList<>();
    Set<String> places = new HashSet<>();
    while (records.size() < count) {
      PackageVersion version =
          new PackageVersion(
              Records.coordinates(
                  random.nextBoolean() ? "releases" : "snapshots",
                  random.nextBoolean() ? "billing-client" : "ui"),
              random.nextBoolean() ? "2.4.0" : "2.5.0");
      LedgerRecord record =
          Records.record(
              random.nextBoolean() ? "package-version.published" : "package-version.updated",
              version,
              random.nextInt(50),
              Records.TIME.plusSeconds(random.nextInt(49_000)),
              RecordJson.object());
      if (places.add(record.stream() + record.position())) {
        records.add(record);
      }
    }
    return records;
  }

  private static List<Selection> selections() {
    return List.of(
        new Selection.InStream(STREAM),
        new Selection.InRepository("111111111111", "acme", "snapshots"),
        new Selection.OnDay(LocalDate.of(2026, 3, 4)),
        new Selection.OfType("package-version.updated"),
        new Selection.OfVersion(VERSION));
  }

  private static boolean selects(Selection selection, LedgerRecord record) {
    PackageVersion version = record.packageVersion().orElseThrow();
    return switch (selection) {
      case Selection.InStream(String stream) -> record.stream().equals(stream);
      case Selection.InRepository(var _, var _, String repository) ->
          version.coordinates().repository().equals(repository);
      case Selection.OnDay(LocalDate day) -> record.time().toString().startsWith(day.toString());
      case Selection.OfType(String type) -> record.type().equals(type);
      case Selection.OfVersion(PackageVersion wanted) -> version.equals(wanted);
    };
  }

  private static LedgerQuery query(Selection selection, TimeRange range, Order order) {
    return new LedgerQuery(selection, range, order);
  }

  private List<LedgerRecord> all(Selection selection, Order order, int limit) {
    return all(selection, TimeRange.always(), order, limit);
  }

  private List<LedgerRecord> all(Selection selection, TimeRange range, Order order, int limit) {
    LedgerQuery query = query(selection, range, order);
    List<LedgerRecord> records = new ArrayList<>();
    Optional<String> cursor = Optional.empty();
    do {
      Page page = ledger.query(query, limit, cursor);
      assertThat(page.records().size()).isLessThanOrEqualTo(limit);
      records.addAll(page.records());
      cursor = page.cursor();
    } while (cursor.isPresent());
    return records;
  }
}
