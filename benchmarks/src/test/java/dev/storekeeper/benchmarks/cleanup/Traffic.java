package dev.storekeeper.benchmarks.cleanup;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.storekeeper.sandbox.codeartifact.TrailListener;
import java.util.Map;
import java.util.TreeMap;

/** Counts calls where they arrive, so that those of killed workers count too. Thread-safe. */
final class Traffic implements TrailListener {
  /**
   * Calls so far.
   *
   * @param byOperation what was asked, throttled calls too
   * @param throttled how many of them were answered with 429
   */
  record Calls(Map<String, Long> byOperation, long throttled) {
    long of(String operation) {
      return byOperation.getOrDefault(operation, 0L);
    }

    long total() {
      return byOperation.values().stream().mapToLong(Long::longValue).sum();
    }
  }

  private Map<String, Long> counts = new TreeMap<>();
  private long throttled;

  @Override
  public synchronized void record(ObjectNode record) {
    counts.merge(record.path("eventName").asText(), 1L, Long::sum);
    if (record.path("errorCode").asText().equals("ThrottlingException")) {
      throttled++;
    }
  }

  /** What came since the last time. */
  synchronized Calls take() {
    Calls calls = new Calls(counts, throttled);
    counts = new TreeMap<>();
    throttled = 0;
    return calls;
  }
}
