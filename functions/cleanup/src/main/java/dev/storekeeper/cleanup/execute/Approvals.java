package dev.storekeeper.cleanup.execute;

import dev.storekeeper.cleanup.item.Item;
import dev.storekeeper.cleanup.plan.Approval;
import dev.storekeeper.cleanup.plan.Plan;
import dev.storekeeper.cleanup.plan.PlanState;
import dev.storekeeper.cleanup.rules.Rules;
import dev.storekeeper.cleanup.state.CleanupState;
import dev.storekeeper.cleanup.state.StateUnavailableException;
import dev.storekeeper.retention.Mode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Whose consent the items of one pass have. For one pass. */
final class Approvals {
  private final CleanupState state;
  private final Rules rules;
  private final Map<String, Optional<Plan>> plans = new HashMap<>();

  Approvals(CleanupState state, Rules rules) {
    this.state = state;
    this.rules = rules;
  }

  /** Why an item's plan is no longer good; absent if it is. */
  Optional<String> withdrawn(Item item) throws StateUnavailableException {
    Optional<Plan> plan = plan(item.plan());
    if (plan.isEmpty()) {
      return Optional.of("plan " + item.plan() + " is gone");
    }
    if (plan.get().state() == PlanState.CANCELLED) {
      return Optional.of("plan " + item.plan() + " was cancelled");
    }
    if (plan.get().state() != PlanState.APPROVED || covering(item).isEmpty()) {
      return Optional.of("plan " + item.plan() + " is not approved");
    }
    return Optional.empty();
  }

  /** The consents that cover an item. */
  List<Approval> covering(Item item) throws StateUnavailableException {
    Optional<Plan> plan = plan(item.plan());
    if (plan.isEmpty()) {
      return List.of();
    }
    boolean enforced = rules.mode(item.policy()) == Mode.ENFORCE;
    return plan.get().approvals().stream()
        .filter(approval ->
            switch (approval.scope()) {
              case ENFORCED -> enforced;
              case VERSIONS, ALL -> true;
            })
        .toList();
  }

  /** Whether no person consented to an item. */
  boolean isAutomatic(Item item) throws StateUnavailableException {
    return covering(item).stream()
        .allMatch(approval -> approval.scope() == Approval.Scope.ENFORCED);
  }

  private Optional<Plan> plan(String id) throws StateUnavailableException {
    Optional<Plan> known = plans.get(id);
    if (known == null) {
      known = state.plan(id);
      plans.put(id, known);
    }
    return known;
  }
}
