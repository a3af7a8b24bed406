package dev.storekeeper.retention;

import java.util.Set;

/** What was decided about a version or a repository, and why. */
public sealed interface Outcome {
  /**
   * It may go.
   *
   * @param policy the name of the first policy that selects it
   * @param reason the criteria that it met, for people, as in {@code published 2026-01-01, more
   *     than 180 days ago}
   */
  record Selected(String policy, String reason) implements Outcome {}

  /**
   * It stays.
   *
   * @param why what kind of reason
   * @param rule the path of the rule in the policy file, as in {@code policies[0].keep.newest};
   *     empty if no rule is behind it
   * @param reason for people
   */
  record Kept(Why why, String rule, String reason) implements Outcome {}

  /**
   * Nothing can be decided before more is known. Whoever cannot ask keeps it.
   *
   * @param questions what has to be asked
   */
  record Undecided(Set<Question> questions) implements Outcome {}

  /** The kinds of reasons to stay, the strongest first. */
  enum Why {
    /** A protection covers it. */
    PROTECTED,
    /** A keep rule covers it. */
    KEEP_RULE,
    /** Something that matters could not be found out. */
    UNKNOWN,
    /** No policy selects it. */
    NOT_SELECTED,
    /** It was selected, but too little of its package would remain. */
    REMAINDER
  }
}
