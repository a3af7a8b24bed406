package dev.storekeeper.retention;

import dev.storekeeper.policy.lint.Findings;

/** Freezes that never are. */
final class FreezeLint implements LintRule {
  @Override
  public void check(ReadDocument read, Findings findings) {
    for (int i = 0; i < read.freezes().size(); i++) {
      FreezeWindow window = read.document().freezes().get(i);
      if (window.until().isBefore(window.from())) {
        findings.error(
            "freeze",
            read.freezes().get(i).place("until"),
            "a freeze until " + window.until() + " that begins on " + window.from(),
            "the last day, which is not before the first");
      }
    }
  }
}
