package dev.storekeeper.cleanup.repository;

import dev.storekeeper.ledger.Appended;
import dev.storekeeper.ledger.Ledger;
import dev.storekeeper.ledger.LedgerQuery;
import dev.storekeeper.ledger.LedgerRecord;
import dev.storekeeper.ledger.Page;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** A ledger in memory that asks somebody before and after each record. */
final class WorldLedger implements Ledger {
  private final Map<String, LedgerRecord> records = new LinkedHashMap<>();
  private final Consumer<String> hook;

  WorldLedger(Consumer<String> hook) {
    this.hook = hook;
  }

  List<LedgerRecord> records() {
    return List.copyOf(records.values());
  }

  List<String> types() {
    return records.values().stream().map(LedgerRecord::type).toList();
  }

  boolean has(String type) {
    return types().contains(type);
  }

  @Override
  public Appended append(LedgerRecord record) {
    hook.accept("append " + record.type());
    Appended appended =
        records.putIfAbsent(record.stream() + " " + record.position(), record) == null
            ? Appended.NEW
            : Appended.DUPLICATE;
    hook.accept("appended " + record.type());
    return appended;
  }

  @Override
  public Optional<LedgerRecord> find(String stream, String position) {
    return Optional.ofNullable(records.get(stream + " " + position));
  }

  @Override
  public Optional<String> latestPosition(String stream) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Page query(LedgerQuery query, int limit, Optional<String> cursor) {
    throw new UnsupportedOperationException();
  }
}
