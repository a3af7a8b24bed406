package dev.storekeeper.trust;

import dev.storekeeper.policy.lint.Findings;

/** Looks for one kind of mistake in a document that could be read. */
@FunctionalInterface
interface LintRule {
  void check(ReadDocument read, Findings findings);
}
