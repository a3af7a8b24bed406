package dev.storekeeper.cleanup.accidents;

import dev.storekeeper.ledger.Appended;
import dev.storekeeper.ledger.Ledger;
import dev.storekeeper.ledger.LedgerQuery;
import dev.storekeeper.ledger.LedgerRecord;
import dev.storekeeper.ledger.Page;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A ledger in memory. */
final class KeptLedger implements Ledger {
  private final Map<String, LedgerRecord> records = new LinkedHashMap<>();

  /** The versions of which there is a record of a type, in order. */
  List<String> versions(String type) {
    return records.values().stream()
        .filter(record -> record.type().equals(type))
        .map(KeptLedger::version)
        .toList();
  }

  /** Why versions stayed or came back, in order. */
  List<String> reasons(String type) {
    return records.values().stream()
        .filter(record -> record.type().equals(type))
        .map(record -> record.data().path("why").asText())
        .toList();
  }

  private static String version(LedgerRecord record) {
    String[] stream = record.stream().split("/", -1);
    return stream[3] + "/" + stream[6] + " " + record.position().split("#", -1)[1];
  }

  @Override
  public Appended append(LedgerRecord record) {
    return records.putIfAbsent(record.stream() + " " + record.position(), record) == null
        ? Appended.NEW
        : Appended.DUPLICATE;
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
