package dev.storekeeper.policy.lint;

import dev.storekeeper.policy.Place;
import dev.storekeeper.policy.PolicyMap;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Collects what the rules of a lint find; the same finding counts once. Not thread-safe. */
public final class Findings {
  private static final int LIMIT = 1000;
  private final Set<Finding> found = new LinkedHashSet<>();

  /** Adds what keeps a policy from being used. */
  public void error(String rule, Place place, String why, String instead) {
    add(new Finding(Severity.ERROR, rule, place, why, instead));
  }

  /** Adds what a person should look at. */
  public void warning(String rule, Place place, String why, String instead) {
    add(new Finding(Severity.WARNING, rule, place, why, instead));
  }

  /** Everything, in the order of the document. */
  public List<Finding> all() {
    Comparator<Finding> order = Comparator.comparingInt(finding -> finding.place().line());
    return found.stream()
        .sorted(order.thenComparingInt(finding -> finding.place().column()))
        .toList();
  }

  /** Makes every error a problem of the document's file. */
  public void report(PolicyMap root) {
    for (Finding finding : all()) {
      if (finding.severity() == Severity.ERROR) {
        root.problem(finding.place(), finding.problem().found(), finding.instead());
      }
    }
  }

  private void add(Finding finding) {
    if (found.size() < LIMIT) {
      found.add(finding);
    }
  }
}
