package dev.storekeeper.cleanup.control;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.storekeeper.cleanup.json.JsonFields;
import dev.storekeeper.cleanup.registry.RepositoryId;
import dev.storekeeper.cleanup.repository.RepositoryItem;
import dev.storekeeper.cleanup.repository.RepositoryItems;
import dev.storekeeper.cleanup.repository.RepositoryState;
import dev.storekeeper.cleanup.state.StateUnavailableException;
import dev.storekeeper.ledger.LedgerRecord;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;

/** Has a repository that cleanup deleted made again from its tombstone. */
final class RestoreRepository {
  private static final String RESTORED = "cleanup.repository-restored";
  private static final String REFUSED = "cleanup.repository-restore-refused";
  private static final String REQUESTED = "cleanup.restore-requested";

  private final ControlParts parts;
  private final ControlRecords records;

  RestoreRepository(ControlParts parts, ControlRecords records) {
    this.parts = parts;
    this.records = records;
  }

  Answer run(Coordinates on, RepositoryId repository, String by)
      throws ControlException, StateUnavailableException, IOException {
    RepositoryItem item =
        find(repository)
            .orElseThrow(
                () -> ControlException.refused("Cleanup did not delete the repository " + on));
    if (item.state() == RepositoryState.KEPT) {
      throw ControlException.refused(on + " stays already: " + item.progress().note());
    }
    if (item.state() != RepositoryState.DELETED) {
      throw ControlException.refused(
          "%s is not deleted yet; to keep it: storekeeper cleanup cancel %s, or remove its tag"
              .formatted(on, item.plan()));
    }
    History history = History.of(parts.ledger(), repository);
    Optional<LedgerRecord> before = of(history, item, Set.of(RESTORED));
    if (before.isPresent()) {
      throw ControlException.refused(
          "%s was made again on %s already".formatted(on, before.get().time()));
    }
    String tombstone =
        item.progress()
            .tombstone()
            .orElseThrow(() -> ControlException.refused(on + " has no tombstone to go by"));
    long refused = history.records().stream().filter(it -> it.type().equals(REFUSED)).count();
    records.restoreRequested(item, by, refused);
    parts.restores().requestRepository(tombstone, by);
    return Answer.done(
        "%s is made again with its versions; to keep it from the next plan: storekeeper cleanup hold %s"
            .formatted(on, on),
        fields(on).put("from", "tombstone").put("tombstone", tombstone));
  }

  /** What became of it. */
  Answer progress(Coordinates on, RepositoryId repository) throws StateUnavailableException {
    Optional<RepositoryItem> item = find(repository);
    ObjectNode fields = fields(on);
    History history = History.of(parts.ledger(), repository);
    Optional<LedgerRecord> restored = item.flatMap(it -> of(history, it, Set.of(RESTORED)));
    if (restored.isPresent()) {
      return Answer.done(
          on + " is there again: " + text(restored.get()), fields.put("end", "published"));
    }
    Optional<LedgerRecord> last = item.flatMap(it -> of(history, it, Set.of(REFUSED, REQUESTED)));
    return last.filter(it -> it.type().equals(REFUSED))
        .map(it ->
            new Answer(
                Outcome.REFUSED,
                on + " could not be made again: " + text(it),
                fields.put("end", "refused")))
        .orElseGet(() -> Answer.done(on + " is being made again", fields.put("end", "none")));
  }

  /** The newest record of these types about the removal that an item is of. */
  private static Optional<LedgerRecord> of(
      History history, RepositoryItem item, Set<String> types) {
    return history.records().stream()
        .filter(it -> types.contains(it.type()))
        .filter(it -> it.data().path("plan").asText().equals(item.plan()))
        .findFirst();
  }

  private static String text(LedgerRecord record) {
    return record.data().path("text").asText();
  }

  private static ObjectNode fields(Coordinates on) {
    return JsonFields.object().put("coordinates", on.toString());
  }

  private Optional<RepositoryItem> find(RepositoryId repository) throws StateUnavailableException {
    return new RepositoryItems(parts.state()).find(repository);
  }
}
