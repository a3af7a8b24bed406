package dev.storekeeper.codeartifact.pace;

import java.math.BigDecimal;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** How many requests were sent, by operation; retries count. Thread-safe. */
public final class CallCount {
  private final Map<String, LongAdder> counts = new ConcurrentHashMap<>();

  /** Counts a request. */
  public void count(String operation) {
    counts.computeIfAbsent(operation, key -> new LongAdder()).increment();
  }

  /** The counts so far, sorted by operation. */
  public Map<String, Long> byOperation() {
    Map<String, Long> sorted = new TreeMap<>();
    counts.forEach((operation, count) -> sorted.put(operation, count.sum()));
    return sorted;
  }

  /** All requests so far. */
  public long total() {
    return counts.values().stream().mapToLong(LongAdder::sum).sum();
  }

  /** What all requests so far cost in US dollars, with six decimals. */
  public BigDecimal price() {
    return Price.of(total());
  }
}
