package dev.storekeeper.retention;

import dev.storekeeper.policy.PolicyMap;
import dev.storekeeper.policy.lint.Findings;

/** Shows every policy of a document to the rules that are about single ones. */
abstract class PolicyLint implements LintRule {
  @Override
  public final void check(ReadDocument read, Findings findings) {
    for (int i = 0; i < read.policies().size(); i++) {
      PolicyMap map = read.policies().get(i);
      switch (read.document().policies().get(i)) {
        case VersionPolicy policy -> check(read.document(), policy, map, findings);
        case RepositoryPolicy policy -> check(read.document(), policy, map, findings);
      }
    }
  }

  /** Looks at a policy about versions. */
  abstract void check(
      CleanupDocument document, VersionPolicy policy, PolicyMap map, Findings findings);

  /** Looks at a policy about repositories. */
  abstract void check(
      CleanupDocument document, RepositoryPolicy policy, PolicyMap map, Findings findings);
}
