package dev.storekeeper.cleanup.control;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.storekeeper.cleanup.bucket.Sha256;
import dev.storekeeper.cleanup.item.Hold;
import dev.storekeeper.cleanup.json.JsonFields;
import dev.storekeeper.cleanup.plan.Approval;
import dev.storekeeper.cleanup.plan.Plan;
import dev.storekeeper.cleanup.record.CleanupLedger;
import dev.storekeeper.cleanup.registry.DomainId;
import dev.storekeeper.cleanup.registry.Spelling;
import dev.storekeeper.cleanup.repository.RepositoryItem;
import dev.storekeeper.cleanup.repository.RepositoryLedger;
import dev.storekeeper.codeartifact.PackageVersion;
import dev.storekeeper.ledger.Ledger;
import dev.storekeeper.ledger.LedgerRecord;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/**
 * Records what people ask for. The place of a record follows from what was asked, so that the same
 * thing recorded again is no second record.
 */
final class ControlRecords {
  private static final int DIGEST = 16;

  private final Ledger ledger;
  private final Clock clock;

  ControlRecords(Ledger ledger, Clock clock) {
    this.ledger = ledger;
    this.clock = clock;
  }

  void approved(Plan plan, Approval approval) {
    String what = approval.scope() == Approval.Scope.ALL ? "" : ", its versions only";
    ObjectNode data = plan(plan, "was approved by %s%s".formatted(name(approval.by()), what));
    data.put("by", approval.by()).put("scope", approval.scope().name());
    data.put("at", approval.at().toString());
    append(
        "cleanup.approved",
        stream(plan.domain()),
        plan.id() + "#approved-" + approval.scope() + "#" + digest(approval.by()),
        Optional.empty(),
        data);
  }

  void cancelled(Plan plan, String by) {
    ObjectNode data = plan(plan, "was cancelled by " + name(by)).put("by", by);
    plan.note().ifPresent(note -> data.put("why", note));
    append(
        "cleanup.cancelled",
        stream(plan.domain()),
        plan.id() + "#cancelled",
        Optional.empty(),
        data);
  }

  void held(Coordinates on, Hold hold) {
    append(
        "cleanup.held",
        stream(on.domain()),
        "held#" + hold.at() + "#" + digest(hold.scope() + "\n" + hold.by()),
        on.version(),
        hold(hold, "%s is held by %s: %s".formatted(on, name(hold.by()), hold.reason()))
            .put("by", hold.by()));
  }

  void released(Coordinates on, Hold hold, String by) {
    append(
        "cleanup.released",
        stream(on.domain()),
        "released#" + hold.at() + "#" + digest(hold.scope() + "\n" + hold.by()),
        on.version(),
        hold(hold, "%s is no longer held: %s ended it".formatted(on, name(by)))
            .put("by", by)
            .put("heldBy", hold.by()));
  }

  /** A pause; its text is unlike that of every other one. */
  void paused(String text, String by) {
    String summary = "Cleanup is paused by %s: %s".formatted(name(by), text);
    append(
        "cleanup.paused",
        "cleanup",
        "paused#" + digest(text),
        Optional.empty(),
        why(summary, text, by));
  }

  void resumed(String text, String by) {
    append(
        "cleanup.resumed",
        "cleanup",
        "resumed#" + digest(text),
        Optional.empty(),
        why("Cleanup goes on: %s ended the pause".formatted(name(by)), text, by));
  }

  /** A wish to give a version back; one for each person and attempt. */
  void restoreRequested(PackageVersion version, String plan, String from, String by, long attempt) {
    append(
        "cleanup.restore-requested",
        CleanupLedger.stream(version.coordinates()),
        plan + "#" + version.version() + "#restore-requested#" + digest(by) + "#" + attempt,
        Optional.of(version),
        summarised("%s asked for %s back".formatted(name(by), Spelling.of(version)))
            .put("plan", plan)
            .put("by", by)
            .put("from", from));
  }

  /** A wish to have a deleted repository made again, likewise. */
  void restoreRequested(RepositoryItem item, String by, long attempt) {
    append(
        "cleanup.restore-requested",
        RepositoryLedger.stream(item.repository()),
        item.plan() + "#restore-requested#" + digest(by) + "#" + attempt,
        Optional.empty(),
        summarised("%s asked for %s back".formatted(name(by), Spelling.of(item.repository())))
            .put("repository", item.repository().arn())
            .put("plan", item.plan())
            .put("by", by)
            .put("from", "tombstone"));
  }

  private void append(
      String type,
      String stream,
      String position,
      Optional<PackageVersion> version,
      ObjectNode data) {
    Instant now = clock.instant();
    ledger.append(
        LedgerRecord.create(type, now, now, stream, position, version, data, Optional.empty()));
  }

  private static ObjectNode plan(Plan plan, String happened) {
    ObjectNode data = summarised("Plan " + plan.id() + " " + happened).put("plan", plan.id());
    data.put("region", plan.domain().region()).put("domainOwner", plan.domain().owner());
    data.put("domain", plan.domain().name());
    plan.hash().ifPresent(hash -> data.put("hash", hash));
    data.put("versions", plan.totals().selected());
    data.put("repositories", plan.totals().selectedRepositories());
    data.put("bytes", plan.totals().bytes());
    return data;
  }

  private static ObjectNode hold(Hold hold, String summary) {
    return summarised(summary).put("scope", hold.scope()).put("reason", hold.reason());
  }

  private static ObjectNode why(String summary, String text, String by) {
    return summarised(summary).put("reason", text).put("by", by);
  }

  private static ObjectNode summarised(String summary) {
    return JsonFields.object().put("summary", summary);
  }

  /** The last name of an ARN; the whole of it is in the record. */
  private static String name(String arn) {
    return arn.substring(arn.lastIndexOf('/') + 1);
  }

  private static String stream(DomainId domain) {
    return "cleanup/" + domain;
  }

  private static String digest(String text) {
    return Sha256.hex(text.getBytes(StandardCharsets.UTF_8)).substring(0, DIGEST);
  }
}
