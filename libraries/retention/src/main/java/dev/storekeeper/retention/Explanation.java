package dev.storekeeper.retention;

import java.util.List;

/**
 * Why a version or a repository stays or goes: every rule that there is, whether it decides or not.
 *
 * @param outcome what was decided
 * @param steps every protection, keep rule and criterion, in the order in which they count
 */
public record Explanation(Outcome outcome, List<Step> steps) {
  public Explanation {
    steps = List.copyOf(steps);
  }

  /**
   * A rule, and whether it holds.
   *
   * @param kind what kind of rule
   * @param rule its path in the policy file; empty for what always holds
   * @param truth whether it holds
   * @param reason for people
   */
  public record Step(Kind kind, String rule, Truth truth, String reason) {}

  /** The kinds of rules. */
  public enum Kind {
    /** Whatever it holds for stays. */
    PROTECTION,
    /** Whatever it holds for stays. */
    KEEP,
    /** A policy's pattern or criterion: what goes has to meet all of one policy. */
    CRITERION
  }
}
