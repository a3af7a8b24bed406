package dev.storekeeper.token.audit;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.storekeeper.ledger.Ledger;
import dev.storekeeper.ledger.LedgerRecord;
import dev.storekeeper.token.audit.DenialCounts.Kind;
import dev.storekeeper.token.state.StateUnavailableException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/**
 * Turns the counts of ended windows into one ledger record each. A window is closed first, recorded
 * second and cleared last: whatever stops a run, the next one records the same counts at the same
 * place, once.
 */
public final class DenialSweep {
  private final DenialCounts counts;
  private final Ledger ledger;
  private final Clock clock;

  /** A sweep of these counts into this ledger. */
  public DenialSweep(DenialCounts counts, Ledger ledger, Clock clock) {
    this.counts = counts;
    this.ledger = ledger;
    this.clock = clock;
  }

  /**
   * Records every ended window.
   *
   * @return how many windows were recorded
   * @throws StateUnavailableException if the counts cannot be had; the next run goes on
   */
  public int run() throws StateUnavailableException {
    Window last = counts.lastEnded();
    List<Window> ended = counts.ended(last);
    for (Window window : ended) {
      SortedMap<Kind, Long> closed = counts.close(window);
      if (!closed.isEmpty()) {
        ledger.append(record(window, closed));
        counts.clear(window);
      }
    }
    counts.advance(last);
    return ended.size();
  }

  private LedgerRecord record(Window window, SortedMap<Kind, Long> closed) {
    ObjectNode data = JsonNodeFactory.instance.objectNode();
    data.put("from", window.start().toString());
    data.put("until", window.end().toString());
    data.put("total", closed.values().stream().mapToLong(Long::longValue).sum());
    data.put("recordedInFull", AuditTrail.MAX_IN_FULL);
    ArrayNode kinds = data.putArray("counts");
    closed.forEach((kind, count) ->
        kinds
            .addObject()
            .put("issuer", kind.issuer())
            .put("code", kind.code())
            .put("count", count));
    return LedgerRecord.create(
        "token.denials-counted",
        window.end(),
        clock.instant(),
        "token-denials",
        window.start().toString(),
        Optional.empty(),
        data,
        Optional.empty());
  }
}
