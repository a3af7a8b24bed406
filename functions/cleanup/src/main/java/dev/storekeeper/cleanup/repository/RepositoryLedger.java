package dev.storekeeper.cleanup.repository;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.storekeeper.cleanup.json.JsonFields;
import dev.storekeeper.cleanup.record.CleanupLedger;
import dev.storekeeper.cleanup.registry.RepositoryId;
import java.util.Optional;

/**
 * Records what cleanup does to repositories: what is about to be done before it is done, and what
 * was done afterwards. A record that is already there is this very one, from a try before. Every
 * method throws {@link dev.storekeeper.ledger.LedgerUnavailableException} if it is not recorded;
 * the action must then not be taken. Safe for use by many threads.
 */
public final class RepositoryLedger {
  private final CleanupLedger ledger;

  /** Records in this ledger. */
  public RepositoryLedger(CleanupLedger ledger) {
    this.ledger = ledger;
  }

  void tagged(RepositoryItem item) {
    append("cleanup.repository-tagged", item, "tagged", data(item));
  }

  void notice(RepositoryItem item, int days, long daysLeft) {
    append(
        "cleanup.repository-notice",
        item,
        "notice-" + days,
        data(item).put("notice", days).put("daysLeft", daysLeft));
  }

  void freezing(RepositoryItem item, Freeze freeze) {
    ObjectNode data = data(item);
    freeze.formerDocument().ifPresent(document -> data.put("formerPolicy", document));
    freeze.formerRevision().ifPresent(revision -> data.put("formerPolicyRevision", revision));
    append(
        "cleanup.repository-freezing",
        item,
        "freezing-" + freeze.formerRevision().orElse("none"),
        data);
  }

  void frozen(RepositoryItem item) {
    append("cleanup.repository-frozen", item, "frozen", data(item));
  }

  void exported(RepositoryItem item, ExportWalk walk) {
    append(
        "cleanup.repository-exported",
        item,
        "exported-" + walk.number(),
        data(item)
            .put("packages", walk.packages())
            .put("versions", walk.versions())
            .put("exports", RepositoryKeys.walk(item, walk.number())));
  }

  void unlocking(RepositoryItem item, OpenInterlock lock) {
    append(
        "cleanup.interlock-opening",
        item,
        "interlock-opening-" + lock.formerRevision(),
        lock(item, lock));
  }

  void locked(RepositoryItem item, OpenInterlock lock) {
    append(
        "cleanup.interlock-closed",
        item,
        "interlock-closed-" + lock.formerRevision(),
        lock(item, lock));
  }

  /** The tombstone: it is about to be deleted, and this is all that will be left. */
  void deleting(RepositoryItem item, Tombstone tombstone) {
    ObjectNode data = data(item);
    data.set("tombstone", tombstone.json());
    append("cleanup.repository-deleting", item, "deleting", data);
  }

  void deleted(RepositoryItem item) {
    append("cleanup.repository-deleted", item, "deleted", data(item));
  }

  void undoing(RepositoryItem item, String why) {
    append("cleanup.repository-undoing", item, "undoing", data(item).put("why", why));
  }

  void kept(RepositoryItem item, String why) {
    append("cleanup.repository-kept", item, "kept", data(item).put("why", why));
  }

  /** Something about it needs a person. */
  void finding(RepositoryItem item, String code, String about, String text) {
    append(
        "finding.cleanup-" + code,
        item,
        "finding-" + code + (about.isEmpty() ? "" : "-" + about),
        data(item).put("severity", "warning").put("text", text));
  }

  /** Something about the return of a repository. */
  void restoration(String type, Tombstone tombstone, String step, String by, String text) {
    ObjectNode data = JsonFields.object();
    data.put("repository", tombstone.repository().arn()).put("plan", tombstone.plan());
    data.put("by", by).put("text", text);
    ledger.event(type, stream(tombstone.repository()), tombstone.plan() + "#" + step, data);
  }

  /** The stream of a repository's cleanup. */
  public static String stream(RepositoryId repository) {
    return "cleanup/" + repository;
  }

  private void append(String type, RepositoryItem item, String step, ObjectNode data) {
    ledger.event(type, stream(item.repository()), item.plan() + "#" + step, data);
  }

  private static ObjectNode lock(RepositoryItem item, OpenInterlock lock) {
    return data(item)
        .put("formerPolicy", lock.formerDocument())
        .put("formerPolicyRevision", lock.formerRevision());
  }

  private static ObjectNode data(RepositoryItem item) {
    RepositoryId id = item.repository();
    ObjectNode data = JsonFields.object();
    data.put("repository", id.name()).put("domain", id.domain().name());
    data.put("domainOwner", id.domain().owner()).put("arn", id.arn());
    data.put("plan", item.plan()).put("policy", item.policy());
    data.put("policyRevision", item.policyRevision()).put("reason", item.reason());
    data.put("state", item.state().name()).put("due", item.due().toString());
    Optional<String> tombstone = item.progress().tombstone();
    tombstone.ifPresent(key -> data.put("tombstoneKey", key));
    return data;
  }
}
