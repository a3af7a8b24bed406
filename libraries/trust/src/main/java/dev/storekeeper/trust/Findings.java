package dev.storekeeper.trust;

import dev.storekeeper.policy.Place;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Collects what the rules of the lint find; the same finding counts once. Not thread-safe. */
final class Findings {
  private static final int LIMIT = 1000;
  private final Set<Finding> found = new LinkedHashSet<>();

  void error(String rule, Place place, String why, String instead) {
    add(new Finding(Severity.ERROR, rule, place, why, instead));
  }

  void warning(String rule, Place place, String why, String instead) {
    add(new Finding(Severity.WARNING, rule, place, why, instead));
  }

  /** Everything, in the order of the document. */
  List<Finding> all() {
    Comparator<Finding> order = Comparator.comparingInt(finding -> finding.place().line());
    return found.stream()
        .sorted(order.thenComparingInt(finding -> finding.place().column()))
        .toList();
  }

  private void add(Finding finding) {
    if (found.size() < LIMIT) {
      found.add(finding);
    }
  }
}
