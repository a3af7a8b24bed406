package dev.storekeeper.retention;

/**
 * A rule that was looked at.
 *
 * @param kind what kind of rule
 * @param rule its path in the policy file; empty for what always holds
 * @param check whether it holds
 */
record RuleCheck(Explanation.Kind kind, String rule, Check check) {
  static RuleCheck protection(String rule, Check check) {
    return new RuleCheck(Explanation.Kind.PROTECTION, rule, check);
  }

  static RuleCheck keep(String rule, Check check) {
    return new RuleCheck(Explanation.Kind.KEEP, rule, check);
  }

  static RuleCheck criterion(String rule, Check check) {
    return new RuleCheck(Explanation.Kind.CRITERION, rule, check);
  }

  /** The outcome if this is what decides. */
  Outcome.Kept kept(Outcome.Why why) {
    return new Outcome.Kept(why, rule, check.reason());
  }

  Explanation.Step step() {
    return new Explanation.Step(kind, rule, check.truth(), check.reason());
  }
}
