package dev.storekeeper.cleanup.execute;

import dev.storekeeper.ledger.Appended;
import dev.storekeeper.ledger.Ledger;
import dev.storekeeper.ledger.LedgerQuery;
import dev.storekeeper.ledger.LedgerRecord;
import dev.storekeeper.ledger.Page;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A ledger in memory that does not always answer. */
final class SimulatedLedger implements Ledger {
  private final Chaos chaos;
  private final Map<String, LedgerRecord> records = new LinkedHashMap<>();

  SimulatedLedger(Chaos chaos) {
    this.chaos = chaos;
  }

  List<LedgerRecord> records() {
    return List.copyOf(records.values());
  }

  boolean has(String type, String plan, String version) {
    return records.values().stream()
        .anyMatch(record ->
            record.type().equals(type) && record.position().startsWith(plan + "#" + version + "#"));
  }

  @Override
  public Appended append(LedgerRecord record) {
    chaos.ledger("append " + record.type());
    Appended appended =
        records.putIfAbsent(record.stream() + " " + record.position(), record) == null
            ? Appended.NEW
            : Appended.DUPLICATE;
    chaos.ledger("appended " + record.type());
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
