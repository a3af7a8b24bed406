package dev.storekeeper.cleanup.repository;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.storekeeper.cleanup.json.JsonFields;
import dev.storekeeper.cleanup.record.CleanupLedger;
import dev.storekeeper.cleanup.registry.RepositoryId;
import dev.storekeeper.cleanup.registry.Spelling;
import java.util.Optional;
import java.util.TreeMap;

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
    String happened = "is marked, and will be frozen on " + NextRepositoryStep.date(item.due());
    append("cleanup.repository-tagged", item, "tagged", data(item, happened));
  }

  void notice(RepositoryItem item, int days, long daysLeft) {
    append(
        "cleanup.repository-notice",
        item,
        "notice-" + days,
        data(
                item,
                "will be frozen on %s, in %d %s, and deleted later; to keep it remove its tag %s"
                    .formatted(
                        NextRepositoryStep.date(item.due()),
                        daysLeft,
                        daysLeft == 1 ? "day" : "days",
                        RepositoryTag.KEY))
            .put("notice", days)
            .put("daysLeft", daysLeft));
  }

  void freezing(RepositoryItem item, Freeze freeze) {
    ObjectNode data = data(item, "is being frozen");
    freeze.formerDocument().ifPresent(document -> data.put("formerPolicy", document));
    freeze.formerRevision().ifPresent(revision -> data.put("formerPolicyRevision", revision));
    append(
        "cleanup.repository-freezing",
        item,
        "freezing-" + freeze.formerRevision().orElse("none"),
        data);
  }

  void frozen(RepositoryItem item) {
    append(
        "cleanup.repository-frozen",
        item,
        "frozen",
        data(
            item,
            "refuses reads and publishes, and will be deleted on "
                + NextRepositoryStep.date(item.due())));
  }

  void exported(RepositoryItem item, ExportWalk walk) {
    append(
        "cleanup.repository-exported",
        item,
        "exported-" + walk.number(),
        data(item, "was copied: %d versions".formatted(walk.versions()))
            .put("packages", walk.packages())
            .put("versions", walk.versions())
            .put("exports", RepositoryKeys.walk(item, walk.number())));
  }

  void unlocking(RepositoryItem item, OpenInterlock lock) {
    append(
        "cleanup.interlock-opening",
        item,
        "interlock-opening-" + lock.formerRevision(),
        lock(item, lock, "may be deleted now: the interlock is being opened for it"));
  }

  void locked(RepositoryItem item, OpenInterlock lock) {
    append(
        "cleanup.interlock-closed",
        item,
        "interlock-closed-" + lock.formerRevision(),
        lock(item, lock, "cannot be deleted any more: the interlock is closed"));
  }

  /** The tombstone: it is about to be deleted, and this is all that will be left. */
  void deleting(RepositoryItem item, Tombstone tombstone) {
    ObjectNode data = data(item, "is being deleted");
    data.set("tombstone", tombstone.json());
    append("cleanup.repository-deleting", item, "deleting", data);
  }

  void deleted(RepositoryItem item) {
    String name = Spelling.of(item.repository());
    append(
        "cleanup.repository-deleted",
        item,
        "deleted",
        data(item, "was deleted; to have it back: storekeeper cleanup restore " + name));
  }

  void undoing(RepositoryItem item, String why) {
    append(
        "cleanup.repository-undoing",
        item,
        "undoing",
        data(item, "is given back: " + why).put("why", why));
  }

  void kept(RepositoryItem item, String why) {
    append("cleanup.repository-kept", item, "kept", data(item, "stays: " + why).put("why", why));
  }

  /** Something about it needs a person. */
  void finding(RepositoryItem item, String code, String about, String text) {
    append(
        "finding.cleanup-" + code,
        item,
        "finding-" + code + (about.isEmpty() ? "" : "-" + about),
        data(item, "needs a person: " + text).put("severity", "warning").put("text", text));
  }

  /** Something about the return of a repository. */
  void restoration(String type, Tombstone tombstone, String step, String by, String text) {
    ObjectNode data = JsonFields.object();
    data.put("summary", Spelling.of(tombstone.repository()) + ": " + text);
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

  private static ObjectNode lock(RepositoryItem item, OpenInterlock lock, String happened) {
    return data(item, happened)
        .put("formerPolicy", lock.formerDocument())
        .put("formerPolicyRevision", lock.formerRevision());
  }

  private static ObjectNode data(RepositoryItem item, String happened) {
    RepositoryId id = item.repository();
    ObjectNode data = JsonFields.object().put("summary", Spelling.of(id) + " " + happened);
    data.put("repository", id.name()).put("domain", id.domain().name());
    data.put("domainOwner", id.domain().owner()).put("arn", id.arn());
    ObjectNode tags = data.putObject("tags");
    new TreeMap<>(item.tags()).forEach(tags::put);
    data.put("plan", item.plan()).put("policy", item.policy());
    data.put("policyRevision", item.policyRevision()).put("reason", item.reason());
    data.put("state", item.state().name()).put("due", item.due().toString());
    Optional<String> tombstone = item.progress().tombstone();
    tombstone.ifPresent(key -> data.put("tombstoneKey", key));
    return data;
  }
}
