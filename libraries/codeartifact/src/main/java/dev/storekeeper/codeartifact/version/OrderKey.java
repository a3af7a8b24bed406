package dev.storekeeper.codeartifact.version;

import java.util.List;

/**
 * A version's place in its format's order, as parts that are compared one after the other. Whatever
 * a format's rules are, an order by such keys cannot contradict itself.
 */
record OrderKey(List<Part> parts) implements Comparable<OrderKey> {
  OrderKey {
    parts = List.copyOf(parts);
  }

  @Override
  public int compareTo(OrderKey other) {
    int common = Math.min(parts.size(), other.parts.size());
    for (int i = 0; i < common; i++) {
      int result = parts.get(i).compareTo(other.parts.get(i));
      if (result != 0) {
        return result;
      }
    }
    return Integer.compare(parts.size(), other.parts.size());
  }
}
