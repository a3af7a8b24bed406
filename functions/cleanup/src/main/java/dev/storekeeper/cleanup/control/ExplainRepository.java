package dev.storekeeper.cleanup.control;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.storekeeper.cleanup.json.JsonFields;
import dev.storekeeper.cleanup.registry.RegistryException;
import dev.storekeeper.cleanup.registry.RepositoryId;
import dev.storekeeper.cleanup.repository.RepositoryItem;
import dev.storekeeper.cleanup.repository.RepositoryItems;
import dev.storekeeper.cleanup.state.StateUnavailableException;
import dev.storekeeper.ledger.LedgerRecord;
import dev.storekeeper.retention.Explanation;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Says why a repository is still there, or why it went. */
final class ExplainRepository {
  private static final String DELETING = "cleanup.repository-deleting";
  private static final Set<String> UNDONE =
      Set.of("cleanup.repository-restored", "cleanup.repository-kept");
  private static final List<String> TOMBSTONE =
      List.of("plan", "policy", "policyRevision", "reason", "tombstoneKey");

  private final ControlParts parts;
  private final Reasons reasons;

  ExplainRepository(ControlParts parts) {
    this.parts = parts;
    this.reasons = new Reasons(parts);
  }

  Answer run(Coordinates on, RepositoryId repository)
      throws StateUnavailableException, RegistryException, IOException {
    Instant now = parts.clock().instant();
    Optional<RepositoryItem> item = new RepositoryItems(parts.state()).find(repository);
    Optional<Explanation> live = parts.explaining().explain(repository, now);
    History history = History.of(parts.ledger(), repository);
    ObjectNode fields = JsonFields.object().put("coordinates", on.toString());
    fields.put("there", live.isPresent());
    live.ifPresent(it -> Reasons.decision(it, fields));
    item.ifPresent(it -> fields.set("item", ItemJson.write(it)));
    Optional<LedgerRecord> tombstone =
        live.isPresent() ? Optional.empty() : history.tombstone(DELETING, UNDONE);
    tombstone.ifPresent(it -> {
      ObjectNode json = Reasons.tombstone(on, it, TOMBSTONE, "tombstoneKey");
      json.set("approvedBy", it.data().at("/tombstone/approvedBy").deepCopy());
      fields.set("tombstone", json);
    });
    reasons.circumstances(on, repository.toString(), history, now, fields);
    return Answer.done(Reasons.sentence(on, live, tombstone), fields);
  }
}
