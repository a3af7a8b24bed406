package dev.storekeeper.sandbox.codeartifact.catalog;

import dev.storekeeper.sandbox.codeartifact.store.Table.Row;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A part of a list.
 *
 * @param items the items
 * @param next where the list goes on; empty at its end
 */
public record Page<T>(List<T> items, Optional<String> next) {
  public Page {
    items = List.copyOf(items);
  }

  /** The first rows of a stream; the list goes on after the last one's key. */
  static <T> Page<T> first(int limit, Stream<Row<T>> rows) {
    List<Row<T>> found = rows.limit(limit + 1L).toList();
    boolean more = found.size() > limit;
    List<Row<T>> shown = more ? found.subList(0, limit) : found;
    return new Page<>(
        shown.stream().map(Row::value).toList(),
        more ? Optional.of(shown.getLast().key()) : Optional.empty());
  }
}
