package dev.storekeeper.sandbox.codeartifact.control;

import dev.storekeeper.sandbox.codeartifact.catalog.Page;
import dev.storekeeper.sandbox.codeartifact.catalog.Paging;
import java.util.List;
import java.util.Optional;

/** Pages of lists that are in memory as a whole and never change. */
final class Slices {
  private static final Constraint PLACE = Constraint.pattern("\\d{1,9}", "a place in the list");

  private Slices() {}

  static <T> Page<T> page(List<T> items, Paging paging) {
    int start =
        paging.after().isEmpty() ? 0 : Integer.parseInt(PLACE.check("next-token", paging.after()));
    int from = Math.min(start, items.size());
    int to = Math.min(from + paging.limit(), items.size());
    return new Page<>(
        items.subList(from, to),
        to < items.size() ? Optional.of(Integer.toString(to)) : Optional.empty());
  }
}
