package dev.storekeeper.cleanup.control;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.storekeeper.cleanup.execute.Holds;
import dev.storekeeper.cleanup.item.Item;
import dev.storekeeper.cleanup.json.JsonFields;
import dev.storekeeper.cleanup.registry.RegistryException;
import dev.storekeeper.cleanup.state.StateUnavailableException;
import dev.storekeeper.codeartifact.PackageVersion;
import dev.storekeeper.ledger.LedgerRecord;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Says why a version is still there, or why it went. */
final class ExplainVersion {
  private static final String DELETING = "cleanup.deleting";
  private static final Set<String> UNDONE = Set.of("cleanup.restored", "cleanup.kept");
  private static final List<String> TOMBSTONE =
      List.of("plan", "policy", "policyRevision", "reason", "archivedAt", "export");

  private final ControlParts parts;
  private final Reasons reasons;

  ExplainVersion(ControlParts parts) {
    this.parts = parts;
    this.reasons = new Reasons(parts);
  }

  Answer run(Coordinates on, PackageVersion version)
      throws StateUnavailableException, RegistryException {
    Instant now = parts.clock().instant();
    List<Item> items = parts.state().items(version.coordinates());
    List<Item> inFlight = items.stream().filter(it -> !it.state().isFinal()).toList();
    Optional<Explaining.Live> live = parts.explaining().explain(version, inFlight, now);
    History history = History.of(parts.ledger(), version);
    ObjectNode fields = JsonFields.object().put("coordinates", on.toString());
    fields.put("there", live.isPresent());
    live.ifPresent(it -> {
      fields.put("status", it.listed().status()).put("revision", it.listed().revision());
      fields.put("origin", it.listed().origin().name());
      Reasons.decision(it.explanation(), fields);
    });
    Optional<Item> item =
        items.stream().filter(it -> it.version().version().equals(version.version())).findFirst();
    item.ifPresent(it -> fields.set("item", ItemJson.write(it)));
    Optional<LedgerRecord> tombstone =
        live.isPresent() ? Optional.empty() : history.tombstone(DELETING, UNDONE);
    tombstone.ifPresent(it -> {
      ObjectNode json = Reasons.tombstone(on, it, TOMBSTONE, "export");
      json.set("approvedBy", it.data().path("approvedBy").deepCopy());
      fields.set("tombstone", json);
    });
    reasons.circumstances(on, Holds.scope(version), history, now, fields);
    return Answer.done(
        Reasons.sentence(on, live.map(Explaining.Live::explanation), tombstone), fields);
  }
}
