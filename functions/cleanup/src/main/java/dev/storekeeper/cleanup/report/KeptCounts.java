package dev.storekeeper.cleanup.report;

import dev.storekeeper.retention.Outcome;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Counts what stays, by kind of reason and rule. Rules beyond a bound are counted together. */
final class KeptCounts {
  static final int MAX_RULES = 200;

  private final Map<Rule, Count> counts = new LinkedHashMap<>();

  private record Rule(Outcome.Why why, String path) {}

  private static final class Count {
    private final String example;
    private long versions;

    Count(String example) {
      this.example = example;
    }
  }

  void add(Outcome.Kept kept) {
    Rule rule = new Rule(kept.why(), kept.rule());
    if (counts.size() >= MAX_RULES && !counts.containsKey(rule)) {
      rule = new Rule(kept.why(), "other rules");
    }
    counts.computeIfAbsent(rule, _ -> new Count(kept.reason())).versions++;
  }

  /** The most first. */
  List<Summary.Kept> sorted() {
    return counts.entrySet().stream()
        .map(entry ->
            new Summary.Kept(
                entry.getKey().why(),
                entry.getKey().path(),
                entry.getValue().versions,
                entry.getValue().example))
        .sorted(
            Comparator.comparingLong(Summary.Kept::versions)
                .reversed()
                .thenComparing(Summary.Kept::why)
                .thenComparing(Summary.Kept::rule))
        .toList();
  }
}
