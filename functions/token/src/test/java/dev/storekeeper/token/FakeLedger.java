package dev.storekeeper.token;

import dev.storekeeper.ledger.Appended;
import dev.storekeeper.ledger.Ledger;
import dev.storekeeper.ledger.LedgerQuery;
import dev.storekeeper.ledger.LedgerRecord;
import dev.storekeeper.ledger.Page;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A ledger in memory, in the order of appending; can be made to fail. */
public final class FakeLedger implements Ledger {
  private final Map<String, LedgerRecord> records = new LinkedHashMap<>();
  private int failures;

  /** Lets the next appends fail. */
  public synchronized void failNext(int calls) {
    failures = calls;
  }

  public synchronized List<LedgerRecord> records() {
    return List.copyOf(records.values());
  }

  public synchronized List<LedgerRecord> records(String type) {
    return records.values().stream().filter(record -> record.type().equals(type)).toList();
  }

  @Override
  public synchronized Appended append(LedgerRecord record) {
    if (failures > 0) {
      failures--;
      throw new IllegalStateException("the ledger is throttled");
    }
    return records.putIfAbsent(record.stream() + "\n" + record.position(), record) == null
        ? Appended.NEW
        : Appended.DUPLICATE;
  }

  @Override
  public Optional<LedgerRecord> find(String stream, String position) {
    throw new UnsupportedOperationException("the token function never reads the ledger");
  }

  @Override
  public Optional<String> latestPosition(String stream) {
    throw new UnsupportedOperationException("the token function never reads the ledger");
  }

  @Override
  public Page query(LedgerQuery query, int limit, Optional<String> cursor) {
    throw new UnsupportedOperationException("the token function never queries the ledger");
  }
}
