package dev.storekeeper.cleanup.control;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.storekeeper.cleanup.execute.Work;
import dev.storekeeper.cleanup.item.Item;
import dev.storekeeper.cleanup.item.ItemState;
import dev.storekeeper.cleanup.json.JsonFields;
import dev.storekeeper.cleanup.publish.Restorer;
import dev.storekeeper.cleanup.state.CleanupState;
import dev.storekeeper.cleanup.state.Lease;
import dev.storekeeper.cleanup.state.StaleWriteException;
import dev.storekeeper.cleanup.state.StateUnavailableException;
import dev.storekeeper.codeartifact.PackageVersion;
import dev.storekeeper.ledger.LedgerRecord;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Gives a version back: one that is hidden gets its former status at the package's next pass, one
 * that is deleted is published again from its export.
 */
final class RestoreVersion {
  private static final Duration LEASE = Duration.ofSeconds(30);
  private static final String PUBLISHED = "cleanup.restored";
  private static final String REFUSED = "cleanup.restore-refused";
  private static final String REQUESTED = "cleanup.restore-requested";

  private final ControlParts parts;
  private final Domains domains;
  private final ControlRecords records;

  RestoreVersion(ControlParts parts, Domains domains, ControlRecords records) {
    this.parts = parts;
    this.domains = domains;
    this.records = records;
  }

  Answer run(Parameters parameters, String by)
      throws ControlException, StateUnavailableException, IOException {
    Coordinates on = Coordinates.read(parameters.text("coordinates"), domains);
    PackageVersion version = on.requireVersion();
    Item item =
        find(version)
            .orElseThrow(
                () -> ControlException.refused("Cleanup has neither hidden nor deleted " + on));
    return switch (item.state()) {
      case PLANNED ->
          throw ControlException.refused(
              "Nothing has changed about %s yet; to keep it: storekeeper cleanup hold %s"
                  .formatted(on, on));
      case DELETING ->
          throw ControlException.unavailable(
              on + " is being deleted right now; once that is over, ask again");
      case KEPT -> throw ControlException.refused(on + " stays already: " + item.note());
      case HIDING, HIDDEN -> giveBack(on, item, by);
      case RESTORING -> begun(on, item, on + " is being given back already");
      case DELETED -> publish(on, item, by);
    };
  }

  /** What became of it. */
  Answer progress(Parameters parameters) throws ControlException, StateUnavailableException {
    Coordinates on = Coordinates.read(parameters.text("coordinates"), domains);
    PackageVersion version = on.requireVersion();
    Optional<Item> item = find(version);
    ObjectNode fields = JsonFields.object().put("coordinates", on.toString());
    item.ifPresent(it -> fields.set("item", ItemJson.write(it)));
    if (item.filter(it -> !it.state().isFinal()).isPresent()) {
      return Answer.done(on + " is being given back", fields.put("end", "none"));
    }
    if (item.filter(it -> it.state() == ItemState.KEPT).isPresent()) {
      return Answer.done(on + " stays: " + item.get().note(), fields.put("end", "kept"));
    }
    Optional<LedgerRecord> last =
        History.of(parts.ledger(), version).newest(Set.of(PUBLISHED, REFUSED, REQUESTED));
    return switch (last.map(LedgerRecord::type).orElse("")) {
      case PUBLISHED -> Answer.done(on + " is published again", fields.put("end", "published"));
      case REFUSED -> {
        String why = last.orElseThrow().data().path("why").asText();
        yield new Answer(
            Outcome.REFUSED,
            on + " could not be published again: " + why,
            fields.put("end", "refused"));
      }
      default -> Answer.done(on + " is being published again", fields.put("end", "none"));
    };
  }

  private Answer giveBack(Coordinates on, Item item, String by)
      throws ControlException, StateUnavailableException, IOException {
    Answer answer = begin(on, item, by);
    parts.seeding().work(Work.of(item.version().coordinates()));
    return answer;
  }

  private Answer begin(Coordinates on, Item item, String by)
      throws ControlException, StateUnavailableException {
    CleanupState state = parts.state();
    Instant now = parts.clock().instant();
    Lease lease =
        state
            .lease(Work.of(item.version().coordinates()), now, LEASE)
            .orElseThrow(() ->
                ControlException.unavailable(
                    "The package of " + on + " is being worked on; ask again"));
    try {
      // The item may have gone further between the look and the lease.
      Item present = find(item.version()).orElse(item);
      if (present.state() != ItemState.HIDING && present.state() != ItemState.HIDDEN) {
        throw ControlException.unavailable(on + " was changed just now; ask again");
      }
      records.restoreRequested(item.version(), item.plan(), "status", by, 0);
      Item restoring =
          present.with(present.progress().in(ItemState.RESTORING, "restored by " + by, now));
      state.put(restoring, lease);
      return begun(on, restoring, on + " gets its status " + item.formerStatus() + " back");
    } catch (StaleWriteException e) {
      throw ControlException.unavailable("The package of " + on + " is being worked on; ask again");
    } finally {
      state.release(lease, Optional.of(now));
    }
  }

  private Answer begun(Coordinates on, Item item, String message) throws StateUnavailableException {
    String when =
        parts
            .state()
            .paused()
            .map(why -> "; not before changes go on, which are paused: " + why)
            .orElse("; to keep it from the next plan: storekeeper cleanup hold " + on);
    ObjectNode fields = JsonFields.object().put("coordinates", on.toString());
    fields.put("from", "status").set("item", ItemJson.write(item));
    return Answer.done(message + when, fields);
  }

  private Answer publish(Coordinates on, Item item, String by)
      throws ControlException, StateUnavailableException, IOException {
    String format = item.version().coordinates().format();
    if (item.export().isEmpty()) {
      throw ControlException.refused(
          on + " was deleted and no copy of it was made, as its policy said");
    }
    if (!Restorer.restorable(format)) {
      throw ControlException.refused(
          "Versions of format %s cannot be published from a copy; the copy is %s in the bucket"
              .formatted(format, item.export().get()));
    }
    long refused =
        History.of(parts.ledger(), item.version()).records().stream()
            .filter(it -> it.type().equals(REFUSED))
            .count();
    records.restoreRequested(item.version(), item.plan(), "export", by, refused);
    parts.restores().request(item.version(), item.export().get());
    ObjectNode fields = JsonFields.object().put("coordinates", on.toString());
    fields.put("from", "export").put("export", item.export().get());
    return Answer.done(
        "%s is published again from its copy; to keep it from the next plan: storekeeper cleanup hold %s"
            .formatted(on, on),
        fields);
  }

  private Optional<Item> find(PackageVersion version) throws StateUnavailableException {
    List<Item> items = parts.state().items(version.coordinates());
    return items.stream()
        .filter(item -> item.version().version().equals(version.version()))
        .findFirst();
  }
}
