package dev.storekeeper.cleanup.report;

import java.util.ArrayList;
import java.util.List;

/**
 * The first of many.
 *
 * @param count how many there are
 * @param first the first of them, in their order
 */
record Listed<T>(long count, List<T> first) {
  Listed {
    first = List.copyOf(first);
  }

  /** How many are not listed. */
  long more() {
    return count - first.size();
  }

  /** Gathers them; keeps no more than a bound. */
  static final class Builder<T> {
    private final int bound;
    private final List<T> first = new ArrayList<>();
    private long count;

    Builder(int bound) {
      this.bound = bound;
    }

    void add(T element) {
      count++;
      if (first.size() < bound) {
        first.add(element);
      }
    }

    Listed<T> build() {
      return new Listed<>(count, first);
    }
  }
}
