package dev.storekeeper.cleanup.control;

import dev.storekeeper.ledger.Appended;
import dev.storekeeper.ledger.DynamoDbLedger;
import dev.storekeeper.ledger.Ledger;
import dev.storekeeper.ledger.LedgerQuery;
import dev.storekeeper.ledger.LedgerRecord;
import dev.storekeeper.ledger.Page;
import dev.storekeeper.ledger.Selection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;

/** A ledger in memory that can be out of order. */
final class MemoryLedger implements Ledger {
  private final Map<String, LedgerRecord> records = new LinkedHashMap<>();
  private boolean down;

  synchronized void down(boolean now) {
    down = now;
  }

  synchronized List<String> types() {
    return records.values().stream().map(LedgerRecord::type).toList();
  }

  synchronized List<LedgerRecord> records() {
    return List.copyOf(records.values());
  }

  @Override
  public synchronized Appended append(LedgerRecord record) {
    if (down) {
      return new DynamoDbLedger(new NoTable(), "ledger").append(record);
    }
    return records.putIfAbsent(record.stream() + " " + record.position(), record) == null
        ? Appended.NEW
        : Appended.DUPLICATE;
  }

  @Override
  public synchronized Optional<LedgerRecord> find(String stream, String position) {
    return Optional.ofNullable(records.get(stream + " " + position));
  }

  @Override
  public Optional<String> latestPosition(String stream) {
    throw new UnsupportedOperationException();
  }

  @Override
  public synchronized Page query(LedgerQuery query, int limit, Optional<String> cursor) {
    if (!(query.selection() instanceof Selection.OfVersion(var version))) {
      throw new UnsupportedOperationException();
    }
    return new Page(
        records.values().stream()
            .filter(it -> it.packageVersion().filter(version::equals).isPresent())
            .toList()
            .reversed(),
        Optional.empty());
  }

  /** A table that does not answer. */
  private static final class NoTable implements DynamoDbClient {
    @Override
    public PutItemResponse putItem(PutItemRequest request) {
      throw SdkClientException.create("the table is down");
    }

    @Override
    public String serviceName() {
      return "dynamodb";
    }

    @Override
    public void close() {}
  }
}
