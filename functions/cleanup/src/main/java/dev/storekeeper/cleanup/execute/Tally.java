package dev.storekeeper.cleanup.execute;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** What one pass did. Not thread-safe. */
public final class Tally {
  private static final int MAX_FAILURES = 20;

  private final SortedMap<String, Long> counts = new TreeMap<>();
  private final List<String> failures = new ArrayList<>();
  private long bytes;

  /** Counts something, by the name of its metric. */
  public void count(String what) {
    counts.merge(what, 1L, Long::sum);
  }

  void bytes(long amount) {
    bytes += amount;
  }

  /** Counts a failure and keeps the first texts. */
  public void failed(String text) {
    count("Failed");
    if (failures.size() < MAX_FAILURES) {
      failures.add(text);
    }
  }

  /** How many versions what happened to, by the names of metrics. */
  public SortedMap<String, Long> counts() {
    return new TreeMap<>(counts);
  }

  /** The bytes of deleted versions. */
  public long deletedBytes() {
    return bytes;
  }

  /** What CodeArtifact said of versions that it did not change, at most {@value #MAX_FAILURES}. */
  public List<String> failures() {
    return List.copyOf(failures);
  }
}
