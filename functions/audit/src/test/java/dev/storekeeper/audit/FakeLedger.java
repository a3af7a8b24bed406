package dev.storekeeper.audit;

import dev.storekeeper.ledger.Appended;
import dev.storekeeper.ledger.Ledger;
import dev.storekeeper.ledger.LedgerQuery;
import dev.storekeeper.ledger.LedgerRecord;
import dev.storekeeper.ledger.Page;
import dev.storekeeper.ledger.RecordTooLargeException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** A ledger in memory, in the order of appending; can be made to fail, or to look empty. */
final class FakeLedger implements Ledger {
  private final List<LedgerRecord> records = new ArrayList<>();
  private int failures;
  private boolean blind;
  private boolean full;

  /** Lets the next calls fail. */
  synchronized void failNext(int calls) {
    failures = calls;
  }

  /** Lets {@link #find} miss what another invocation has just appended. */
  synchronized void lookEmpty() {
    blind = true;
  }

  /** Lets every record be refused as too large. */
  synchronized void becomeFull() {
    full = true;
  }

  synchronized List<LedgerRecord> records() {
    return List.copyOf(records);
  }

  @Override
  public synchronized Appended append(LedgerRecord record) {
    failIfAsked();
    if (full) {
      throw new RecordTooLargeException("record " + record.id() + " is too large");
    }
    if (at(record.stream(), record.position()).isPresent()) {
      return Appended.DUPLICATE;
    }
    records.add(record);
    return Appended.NEW;
  }

  @Override
  public synchronized Optional<LedgerRecord> find(String stream, String position) {
    failIfAsked();
    return blind ? Optional.empty() : at(stream, position);
  }

  @Override
  public synchronized Optional<String> latestPosition(String stream) {
    failIfAsked();
    return records.stream()
        .filter(record -> record.stream().equals(stream))
        .map(LedgerRecord::position)
        .max(Comparator.naturalOrder());
  }

  @Override
  public Page query(LedgerQuery query, int limit, Optional<String> cursor) {
    throw new UnsupportedOperationException("the audit function never queries");
  }

  private Optional<LedgerRecord> at(String stream, String position) {
    return records.stream()
        .filter(record -> record.stream().equals(stream) && record.position().equals(position))
        .findFirst();
  }

  private void failIfAsked() {
    if (failures > 0) {
      failures--;
      throw new IllegalStateException("the table is throttled");
    }
  }
}
