package dev.storekeeper.trust;

import dev.storekeeper.policy.EventPattern;
import java.util.List;
import java.util.Optional;

/**
 * A statement of the policy.
 *
 * @param id its name
 * @param effect what it does
 * @param mode whether it counts
 * @param issuers ids of the issuers whose tokens it is about
 * @param when the pattern that claims must match; absent only where it denies everything
 * @param allowance the most that it grants; absent if it denies
 */
record Statement(
    String id,
    Effect effect,
    Mode mode,
    List<String> issuers,
    Optional<EventPattern> when,
    Optional<Allowance> allowance) {
  Statement {
    issuers = List.copyOf(issuers);
  }

  boolean allows() {
    return effect == Effect.ALLOW;
  }

  boolean isEnforced() {
    return mode == Mode.ENFORCE;
  }
}
