package dev.storekeeper.trust;

import java.util.Optional;

/**
 * How a policy's own test came out.
 *
 * @param test the test
 * @param evaluation what the policy decides; absent if no token can have such claims
 * @param difference what is not as expected; empty if the test passes
 */
public record TestResult(PolicyTest test, Optional<Evaluation> evaluation, String difference) {
  /** Whether the policy decides as the test expects. */
  public boolean passes() {
    return difference.isEmpty();
  }
}
