package dev.storekeeper.cleanup.plan;

import java.time.Instant;

/**
 * Somebody's consent to a plan.
 *
 * @param by the ARN of the principal, as STS vouches for it; {@code policy} if the plan's policies
 *     go by themselves
 * @param at when
 * @param scope what it covers
 */
public record Approval(String by, Instant at, Scope scope) {
  /** The parts of a plan that are approved. */
  public enum Scope {
    /** The versions whose policy is in mode {@code enforce}. */
    ENFORCED,
    /** Every version of the plan. */
    VERSIONS,
    /** Every version and every repository of the plan. */
    ALL
  }
}
