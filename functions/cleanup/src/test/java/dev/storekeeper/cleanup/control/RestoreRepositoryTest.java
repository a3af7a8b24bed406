package dev.storekeeper.cleanup.control;

import static org.assertj.core.api.Assertions.assertThat;

import dev.storekeeper.cleanup.json.JsonFields;
import dev.storekeeper.cleanup.registry.RepositoryId;
import dev.storekeeper.cleanup.repository.RepositoryItem;
import dev.storekeeper.cleanup.repository.RepositoryItems;
import dev.storekeeper.cleanup.repository.RepositoryLedger;
import dev.storekeeper.cleanup.repository.RepositoryProgress;
import dev.storekeeper.cleanup.repository.RepositoryState;
import dev.storekeeper.cleanup.repository.RepositoryWork;
import dev.storekeeper.cleanup.state.Lease;
import dev.storekeeper.cleanup.state.Samples;
import dev.storekeeper.ledger.LedgerRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Deleted repositories that people want back. */
final class RestoreRepositoryTest {
  private static final RepositoryId STALE = new RepositoryId(Samples.ACME, "stale");
  private static final Map<String, Object> PARAMETERS = Map.of("coordinates", "acme/stale");
  private static final String TOMBSTONE = "repositories/stale/tombstone.json";

  @Test
  void whatIsDeletedIsAskedFor() throws Exception {
    try (Office office = new Office()) {
      item(office, RepositoryState.DELETED);
      assertThat(office.ask(Office.ALICE, "restore", PARAMETERS).outcome()).isEqualTo(Outcome.DONE);
      office.ask(Office.ALICE, "restore", PARAMETERS);
      assertThat(office.sent).containsOnly("restore " + TOMBSTONE);
      assertThat(office.ledger.types()).containsExactly("cleanup.restore-requested");
      assertThat(end(office)).isEqualTo("none");
    }
  }

  @Test
  void whatBecameOfItIsTold() throws Exception {
    try (Office office = new Office()) {
      item(office, RepositoryState.DELETED);
      office.ask(Office.ALICE, "restore", PARAMETERS);
      record(office, "cleanup.repository-restore-refused", 1, "its name is taken");
      assertThat(end(office)).isEqualTo("refused");
      assertThat(office.look("restoration", PARAMETERS).message()).contains("its name is taken");
      assertThat(office.ask(Office.ALICE, "restore", PARAMETERS).outcome()).isEqualTo(Outcome.DONE);
      record(office, "cleanup.repository-restored", 2, "3 versions are there again");
      assertThat(end(office)).isEqualTo("published");
      assertThat(office.ask(Office.ALICE, "restore", PARAMETERS).message())
          .contains("was made again");
    }
  }

  @ParameterizedTest
  @EnumSource(value = RepositoryState.class, mode = EnumSource.Mode.EXCLUDE, names = "DELETED")
  void whatIsNotDeletedIsNotMadeAgain(RepositoryState state) throws Exception {
    try (Office office = new Office()) {
      item(office, state);
      assertThat(office.ask(Office.ALICE, "restore", PARAMETERS).outcome())
          .isEqualTo(Outcome.REFUSED);
      assertThat(office.sent).isEmpty();
      assertThat(office.ledger.records()).isEmpty();
    }
  }

  @Test
  void whatCleanupDoesNotKnowIsRefused() throws Exception {
    try (Office office = new Office()) {
      assertThat(office.ask(Office.ALICE, "restore", PARAMETERS).message())
          .contains("did not delete");
      assertThat(end(office)).isEqualTo("none");
    }
  }

  private static String end(Office office) {
    return office.look("restoration", PARAMETERS).fields().path("end").asText();
  }

  private static void record(Office office, String type, int minutes, String text) {
    Instant time = Office.NOW.plus(Duration.ofMinutes(minutes));
    office.ledger.append(
        LedgerRecord.create(
            type,
            time,
            time,
            RepositoryLedger.stream(STALE),
            "plan#" + minutes,
            Optional.empty(),
            JsonFields.object().put("plan", "plan").put("text", text),
            Optional.empty()));
  }

  private static void item(Office office, RepositoryState state) throws Exception {
    RepositoryItem item =
        new RepositoryItem(
            STALE,
            "plan",
            "empty",
            "sha256:revision",
            "it is empty",
            Optional.empty(),
            new RepositoryProgress(
                state,
                Office.NOW,
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(TOMBSTONE),
                "note",
                Office.NOW));
    String work = RepositoryWork.of(STALE);
    Lease lease = office.state.lease(work, Office.NOW, Duration.ofMinutes(1)).orElseThrow();
    new RepositoryItems(office.state).write(item, lease);
    office.state.release(lease, Optional.empty());
  }
}
