package dev.storekeeper.cleanup.control;

import com.fasterxml.jackson.databind.node.ObjectNode;
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

/** A repository on its way out, as the control function finds it. */
final class StaleRepository {
  static final RepositoryId STALE = new RepositoryId(Samples.ACME, "stale");
  static final String TOMBSTONE = "repositories/stale/tombstone.json";

  private StaleRepository() {}

  static void record(Office office, String type, int minutes, String text) {
    append(office, type, minutes, JsonFields.object().put("plan", "plan").put("text", text));
  }

  /** The record with its tombstone. */
  static void deleting(Office office, int minutes, String approver) {
    ObjectNode data = JsonFields.object().put("plan", "plan").put("reason", "it is empty");
    data.put("tombstoneKey", TOMBSTONE);
    data.putObject("tombstone").putArray("approvedBy").add(approver);
    append(office, "cleanup.repository-deleting", minutes, data);
  }

  private static void append(Office office, String type, int minutes, ObjectNode data) {
    Instant time = Office.NOW.plus(Duration.ofMinutes(minutes));
    office.ledger.append(
        LedgerRecord.create(
            type,
            time,
            time,
            RepositoryLedger.stream(STALE),
            "plan#" + minutes,
            Optional.empty(),
            data,
            Optional.empty()));
  }

  static void item(Office office, RepositoryState state) throws Exception {
    RepositoryItem item =
        new RepositoryItem(
            STALE,
            "plan",
            "empty",
            "sha256:revision",
            "it is empty",
            Optional.empty(),
            Map.of(),
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
