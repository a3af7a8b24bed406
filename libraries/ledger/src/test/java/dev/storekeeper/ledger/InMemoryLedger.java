package dev.storekeeper.ledger;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A ledger for tests that answers as the real one does. */
final class InMemoryLedger implements Ledger {
  private record Place(String stream, String position) implements Comparable<Place> {
    @Override
    public int compareTo(Place other) {
      return Comparator.comparing(Place::stream)
          .thenComparing(Place::position)
          .compare(this, other);
    }
  }

  private final Map<Place, Map<String, String>> items = new TreeMap<>();

  @Override
  public synchronized Appended append(LedgerRecord record) {
    Place place = new Place(record.stream(), record.position());
    return items.putIfAbsent(place, LedgerItem.of(record)) == null
        ? Appended.NEW
        : Appended.DUPLICATE;
  }

  @Override
  public synchronized Optional<LedgerRecord> find(String stream, String position) {
    return Optional.ofNullable(items.get(new Place(stream, position))).map(InMemoryLedger::record);
  }

  @Override
  public synchronized Optional<String> latestPosition(String stream) {
    return items.keySet().stream()
        .filter(place -> place.stream().equals(stream))
        .map(Place::position)
        .max(Comparator.naturalOrder());
  }

  @Override
  public synchronized Page query(LedgerQuery query, int limit, Optional<String> cursor) {
    if (limit < 1 || limit > MAX_PAGE) {
      throw new IllegalArgumentException("limit: found " + limit + ", expected 1 to " + MAX_PAGE);
    }
    IndexKey key = IndexKey.of(query.selection());
    String sortedBy = key.index().isPresent() ? "id" : "position";
    Comparator<Map<String, String>> ascending =
        Comparator.comparing(item -> item.getOrDefault(sortedBy, ""));
    String after =
        cursor.map(text -> Cursor.read(text, query).key().getOrDefault(sortedBy, "")).orElse("");
    boolean oldestFirst = query.order() == LedgerQuery.Order.OLDEST_FIRST;
    List<Map<String, String>> rest =
        items.values().stream()
            .filter(item -> key.value().equals(item.get(key.attribute())))
            .filter(item -> inRange(query.range(), item.getOrDefault("id", "")))
            .filter(item -> {
              int compared = item.getOrDefault(sortedBy, "").compareTo(after);
              return after.isEmpty() || (oldestFirst ? compared > 0 : compared < 0);
            })
            .sorted(oldestFirst ? ascending : ascending.reversed())
            .toList();
    List<Map<String, String>> page = rest.subList(0, Math.min(limit, rest.size()));
    Optional<String> next =
        rest.size() > limit
            ? Optional.of(
                new Cursor(Map.of(sortedBy, page.getLast().getOrDefault(sortedBy, ""))).text(query))
            : Optional.empty();
    return new Page(page.stream().map(InMemoryLedger::record).toList(), next);
  }

  private static boolean inRange(TimeRange range, String id) {
    return id.compareTo(range.firstId()) >= 0 && id.compareTo(range.lastId()) <= 0;
  }

  private static LedgerRecord record(Map<String, String> item) {
    return LedgerRecord.read(item.getOrDefault("record", ""));
  }
}
