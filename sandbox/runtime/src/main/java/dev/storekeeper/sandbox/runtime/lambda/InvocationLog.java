package dev.storekeeper.sandbox.runtime.lambda;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;

/** The last 10,000 invocations, each of which a listener hears of. Safe for use by many threads. */
final class InvocationLog {
  private static final int MAX = 10_000;

  private final Deque<InvocationRecord> records = new ArrayDeque<>();

  private final Consumer<InvocationRecord> listener;

  InvocationLog(Consumer<InvocationRecord> listener) {
    this.listener = listener;
  }

  void add(InvocationRecord record) {
    keep(record);
    listener.accept(record);
  }

  private synchronized void keep(InvocationRecord record) {
    if (records.size() == MAX) {
      records.removeFirst();
    }
    records.addLast(record);
  }

  synchronized List<InvocationRecord> records() {
    return List.copyOf(records);
  }
}
