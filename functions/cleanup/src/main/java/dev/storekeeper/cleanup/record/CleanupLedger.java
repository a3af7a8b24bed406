package dev.storekeeper.cleanup.record;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.storekeeper.cleanup.item.Item;
import dev.storekeeper.cleanup.registry.Spelling;
import dev.storekeeper.codeartifact.Asset;
import dev.storekeeper.codeartifact.PackageCoordinates;
import dev.storekeeper.codeartifact.PackageVersion;
import dev.storekeeper.ledger.Ledger;
import dev.storekeeper.ledger.LedgerRecord;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Records what cleanup does to versions: what is about to be done before it is done, and what was
 * done afterwards. A record that is already there is this very one, from a try before. Every method
 * throws {@link dev.storekeeper.ledger.LedgerUnavailableException} if it is not recorded; the
 * action must then not be taken. Safe for use by many threads.
 */
public final class CleanupLedger {
  private final Ledger ledger;
  private final Clock clock;

  /** Records in this ledger. */
  public CleanupLedger(Ledger ledger, Clock clock) {
    this.ledger = ledger;
    this.clock = clock;
  }

  /** It is about to be given a status. */
  public void hiding(Item item, String target) {
    append(
        "cleanup.hiding",
        item,
        "hiding-" + target,
        data(item, "is being made " + target).put("status", target));
  }

  /** It was given a status. */
  public void hidden(Item item) {
    String status = item.hiddenAs().orElse("");
    String type = status.equals("Archived") ? "cleanup.archived" : "cleanup.unlisted";
    append(
        type,
        item,
        "hidden-" + status,
        data(item, "was made " + status)
            .put("status", status)
            .put("nextDue", item.due().toString()));
  }

  /** The tombstone: it is about to be deleted, and this is all that will be left. */
  public void deleting(Item item, List<Asset> assets, List<String> approvedBy) {
    ObjectNode data = data(item, "is being deleted");
    item.hiddenAt().ifPresent(time -> data.put("archivedAt", time.toString()));
    ArrayNode approvers = data.putArray("approvedBy");
    approvedBy.forEach(approvers::add);
    ArrayNode list = data.putArray("assets");
    for (Asset asset : assets) {
      ObjectNode entry = list.addObject().put("name", asset.name()).put("size", asset.size());
      asset.sha256().ifPresent(hash -> entry.put("sha256", hash));
    }
    append("cleanup.deleting", item, "deleting", data);
  }

  /** It was deleted. */
  public void deleted(Item item) {
    append("cleanup.deleted", item, "deleted", data(item, "was deleted"));
  }

  /** It is about to get its former status back. */
  public void restoring(Item item, String target, String why) {
    append(
        "cleanup.restoring",
        item,
        "restoring",
        data(item, "is given back: " + why).put("status", target).put("why", why));
  }

  /** It has its former status again. */
  public void restored(Item item) {
    append(
        "cleanup.restored",
        item,
        "restored",
        data(item, "was given back: " + item.note()).put("why", item.note()));
  }

  /** It could not be published again. */
  public void restoreRefused(Item item, String why) {
    append(
        "cleanup.restore-refused",
        item,
        "restore-refused-" + clock.instant(),
        data(item, "could not be published again: " + why).put("why", why));
  }

  /** It was in an approved plan and stays. */
  public void kept(Item item, String why) {
    append("cleanup.kept", item, "kept", data(item, "stays: " + why).put("why", why));
  }

  /** Somebody tried to read it in vain. */
  public void missed(Item item, Instant at, String text) {
    finding(item, "brown-out", "brown-out-" + at, text);
  }

  /** Something about it needs a person. */
  public void finding(Item item, String code, String text) {
    finding(item, code, code, text);
  }

  private void finding(Item item, String code, String what, String text) {
    append(
        "finding.cleanup-" + code,
        item,
        "finding-" + what,
        data(item, "needs a person: " + text).put("severity", "warning").put("text", text));
  }

  /** Something that is about no single version. */
  public void event(String type, String stream, String position, ObjectNode data) {
    Instant now = clock.instant();
    ledger.append(
        LedgerRecord.create(
            type, now, now, stream, position, Optional.empty(), data, Optional.empty()));
  }

  /** The stream of a package's cleanup. */
  public static String stream(PackageCoordinates coordinates) {
    return String.join(
        "/",
        "cleanup",
        coordinates.domainOwner(),
        coordinates.domain(),
        coordinates.repository(),
        coordinates.format(),
        coordinates.namespace(),
        coordinates.name());
  }

  private void append(String type, Item item, String step, ObjectNode data) {
    Instant now = clock.instant();
    PackageVersion version = item.version();
    ledger.append(
        LedgerRecord.create(
            type,
            now,
            now,
            stream(version.coordinates()),
            item.plan() + "#" + version.version() + "#" + step,
            Optional.of(version),
            data,
            Optional.empty()));
  }

  private static ObjectNode data(Item item, String happened) {
    ObjectNode data = JsonNodeFactory.instance.objectNode();
    data.put("summary", Spelling.of(item.version()) + " " + happened);
    data.put("plan", item.plan());
    data.put("policy", item.policy());
    data.put("policyRevision", item.policyRevision());
    data.put("reason", item.reason());
    data.put("revision", item.revision());
    data.put("formerStatus", item.formerStatus());
    data.put("origin", item.origin().name());
    data.put("bytes", item.bytes());
    item.export().ifPresent(key -> data.put("export", key));
    return data;
  }
}
