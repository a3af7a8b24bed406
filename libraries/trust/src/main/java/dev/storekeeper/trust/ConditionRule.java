package dev.storekeeper.trust;

import dev.storekeeper.identity.Issuer;
import dev.storekeeper.policy.Condition;
import dev.storekeeper.policy.Place;
import dev.storekeeper.policy.lint.Findings;
import java.util.List;
import java.util.function.Function;

/** Looks at what a pattern asks of one claim. */
@FunctionalInterface
interface ConditionRule {
  /**
   * Checks the conditions.
   *
   * @param issuer an issuer whose claims the pattern is about
   * @param grants whether matching leads to a grant; false in a statement that denies
   * @param conditions the alternatives for one claim
   * @param place tells where an alternative stands
   */
  void check(
      Issuer issuer,
      boolean grants,
      List<Condition> conditions,
      Function<Condition, Place> place,
      Findings findings);
}
