package dev.storekeeper.usagetracking.coverage;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.storekeeper.lambda.Invocation;
import dev.storekeeper.ledger.Ledger;
import dev.storekeeper.ledger.LedgerRecord;
import dev.storekeeper.usage.trail.Chain;
import dev.storekeeper.usage.trail.Digest;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;

/** Tells the ledger, and so people, that the coverage begins anew. Thread-safe. */
final class CoverageRecords {
  private static final String STREAM = "usage/coverage";

  private final Ledger ledger;
  private final Clock clock;

  CoverageRecords(Ledger ledger, Clock clock) {
    this.ledger = ledger;
    this.clock = clock;
  }

  /** Records a restart at a digest, once however often it is called. */
  void restarted(Chain before, Chain after, Digest digest, String reason, Invocation invocation) {
    ObjectNode data = JsonNodeFactory.instance.objectNode();
    data.put("summary", "What is unread is not known since " + after.since() + ": " + reason);
    data.put("reason", reason);
    data.put("chain", before.id());
    data.put("digest", digest.file().object());
    before.coverage().since().ifPresent(since -> data.put("coveredSince", since.toString()));
    before.coverage().until().ifPresent(until -> data.put("coveredUntil", until.toString()));
    data.put("restartsAt", after.since().toString());
    ledger.append(
        LedgerRecord.create(
            "usage.coverage-restarted",
            clock.instant(),
            clock.instant(),
            STREAM,
            after.since() + "#" + before.id(),
            Optional.empty(),
            data,
            Optional.empty()));
    invocation.metrics().count("CoverageRestarts", 1);
    invocation
        .log()
        .error(
            "the coverage begins anew; until it is warm again, nothing is said to be unread",
            Map.of("reason", reason, "digest", digest.file().object()));
  }
}
