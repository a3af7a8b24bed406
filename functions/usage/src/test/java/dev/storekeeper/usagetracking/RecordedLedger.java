package dev.storekeeper.usagetracking;

import dev.storekeeper.ledger.Appended;
import dev.storekeeper.ledger.Ledger;
import dev.storekeeper.ledger.LedgerQuery;
import dev.storekeeper.ledger.LedgerRecord;
import dev.storekeeper.ledger.Page;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A ledger in memory that is only appended to. */
public final class RecordedLedger implements Ledger {
  private final List<LedgerRecord> records = new ArrayList<>();

  public synchronized List<LedgerRecord> records() {
    return List.copyOf(records);
  }

  @Override
  public synchronized Appended append(LedgerRecord record) {
    boolean taken =
        records.stream()
            .anyMatch(known ->
                known.stream().equals(record.stream())
                    && known.position().equals(record.position()));
    if (!taken) {
      records.add(record);
    }
    return taken ? Appended.DUPLICATE : Appended.NEW;
  }

  @Override
  public Optional<LedgerRecord> find(String stream, String position) {
    throw new UnsupportedOperationException("the usage function never asks");
  }

  @Override
  public Optional<String> latestPosition(String stream) {
    throw new UnsupportedOperationException("the usage function never asks");
  }

  @Override
  public Page query(LedgerQuery query, int limit, Optional<String> cursor) {
    throw new UnsupportedOperationException("the usage function never asks");
  }
}
