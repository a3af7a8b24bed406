package dev.storekeeper.cleanup.execute;

import dev.storekeeper.cleanup.item.Item;
import dev.storekeeper.cleanup.registry.Registry;
import java.util.ArrayList;
import java.util.List;

/** Splits items into what one call takes. */
final class Batches {
  private Batches() {}

  static List<List<Item>> of(List<Item> items) {
    List<List<Item>> batches = new ArrayList<>();
    for (int from = 0; from < items.size(); from += Registry.MAX_VERSIONS) {
      batches.add(items.subList(from, Math.min(items.size(), from + Registry.MAX_VERSIONS)));
    }
    return batches;
  }
}
