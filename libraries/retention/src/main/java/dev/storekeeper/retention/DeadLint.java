package dev.storekeeper.retention;

import dev.storekeeper.policy.PolicyMap;
import dev.storekeeper.policy.lint.Findings;
import java.util.List;

/** Policies that never select anything, because a protection covers all that they are about. */
final class DeadLint extends PolicyLint {
  @Override
  void check(CleanupDocument document, VersionPolicy policy, PolicyMap map, Findings findings) {
    checkPolicy(document, policy, "versions", map, findings);
  }

  @Override
  void check(CleanupDocument document, RepositoryPolicy policy, PolicyMap map, Findings findings) {
    checkPolicy(document, policy, "repositories", map, findings);
  }

  private static void checkPolicy(
      CleanupDocument document, Policy policy, String kind, PolicyMap map, Findings findings) {
    document.protections().stream()
        .filter(it -> policy.when().filter(it.when()::equals).isPresent())
        .findFirst()
        .ifPresent(it ->
            findings.warning(
                "dead",
                map.place(kind, List.of("when")),
                "the protection " + it.name() + " covers everything that this policy is about",
                "another pattern, or no such policy"));
  }
}
