package dev.storekeeper.token.audit;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.storekeeper.lambda.Invocation;
import dev.storekeeper.ledger.Ledger;
import dev.storekeeper.ledger.LedgerRecord;
import dev.storekeeper.token.audit.DenialCounts.Kind;
import dev.storekeeper.token.refusal.Refusal;
import dev.storekeeper.token.state.StateUnavailableException;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;

/**
 * Records exchanges in the ledger: every grant, every refusal as a count, and of the refusals of a
 * kind the first {@value #MAX_IN_FULL} of each window in full. Safe for use by many threads.
 */
public final class AuditTrail {
  /** How many refusals of an issuer and code are recorded in full in a window. */
  public static final int MAX_IN_FULL = 20;

  private final Ledger ledger;
  private final DenialCounts counts;
  private final Clock clock;

  /** A trail in this ledger. */
  public AuditTrail(Ledger ledger, DenialCounts counts, Clock clock) {
    this.ledger = ledger;
    this.counts = counts;
    this.clock = clock;
  }

  /**
   * Records a grant. A record that is already there is this very one: the attempt's id is its own,
   * and only a repeated call after a lost answer meets it.
   *
   * @throws RuntimeException if it is not recorded; the token must then not be given out
   */
  public void granted(Attempt attempt) {
    ledger.append(record("token.granted", attempt, attempt.data()));
  }

  /**
   * Counts a refusal and, within the bound, records it. What cannot be counted is not recorded
   * either, since nothing would bound it; it is logged and counted as a metric. Never throws: a
   * refusal is answered even so, because it gives nothing away.
   */
  public void refused(Attempt attempt, Refusal refusal, Invocation invocation) {
    try {
      long count = counts.add(new Kind(attempt.issuer(), refusal.code().code()));
      if (count <= MAX_IN_FULL) {
        ObjectNode data = attempt.data();
        data.put("code", refusal.code().code());
        data.put("reason", refusal.reason());
        ledger.append(
            record(refusal.code().isFailure() ? "token.failed" : "token.denied", attempt, data));
      }
    } catch (StateUnavailableException | RuntimeException e) {
      invocation.metrics().count("UnrecordedRefusals", 1);
      invocation
          .log()
          .error(
              "a refusal could not be recorded",
              e,
              Map.of("attempt", attempt.id(), "code", refusal.code().code()));
    }
  }

  private LedgerRecord record(String type, Attempt attempt, ObjectNode data) {
    return LedgerRecord.create(
        type,
        attempt.time(),
        clock.instant(),
        "token/" + attempt.issuer(),
        attempt.id(),
        Optional.empty(),
        data,
        Optional.empty());
  }
}
