package dev.storekeeper.sandbox.runtime.lambda;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The last 10,000 invocations. Safe for use by many threads. */
final class InvocationLog {
  private static final int MAX = 10_000;

  private final Deque<InvocationRecord> records = new ArrayDeque<>();

  synchronized void add(InvocationRecord record) {
    if (records.size() == MAX) {
      records.removeFirst();
    }
    records.addLast(record);
  }

  synchronized List<InvocationRecord> records() {
    return List.copyOf(records);
  }
}
