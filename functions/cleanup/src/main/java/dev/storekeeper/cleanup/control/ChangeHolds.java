package dev.storekeeper.cleanup.control;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.storekeeper.cleanup.execute.Work;
import dev.storekeeper.cleanup.item.Hold;
import dev.storekeeper.cleanup.json.JsonFields;
import dev.storekeeper.cleanup.plan.Plan;
import dev.storekeeper.cleanup.plan.PlanState;
import dev.storekeeper.cleanup.state.CleanupState;
import dev.storekeeper.cleanup.state.Lease;
import dev.storekeeper.cleanup.state.StateUnavailableException;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/**
 * Sets holds and ends them, one at a time in a domain. A hold is written before it is recorded, and
 * its end recorded before it is written: whatever fails, what is held stays.
 */
final class ChangeHolds {
  private static final Duration LEASE = Duration.ofSeconds(30);

  private final ControlParts parts;
  private final Domains domains;
  private final ControlRecords records;

  ChangeHolds(ControlParts parts, Domains domains, ControlRecords records) {
    this.parts = parts;
    this.domains = domains;
    this.records = records;
  }

  Answer hold(Parameters parameters, String by)
      throws ControlException, StateUnavailableException, IOException {
    String reason = Reason.of(parameters);
    Coordinates on = Coordinates.read(parameters.text("coordinates"), domains);
    Lease lease = lease(on);
    try {
      Optional<Hold> before = find(on);
      boolean same =
          before.filter(it -> it.reason().equals(reason) && it.by().equals(by)).isPresent();
      Hold hold =
          same ? before.orElseThrow() : new Hold(on.scope(), reason, by, parts.clock().instant());
      if (!same) {
        parts.state().hold(hold);
      }
      records.held(on, hold);
      wake(on);
      String instead =
          before
              .filter(it -> !it.equals(hold))
              .map(it -> "; before, %s held it: %s".formatted(it.by(), it.reason()))
              .orElse("");
      return Answer.done(on + " is held: " + reason + instead, fields(on));
    } finally {
      parts.state().release(lease, Optional.empty());
    }
  }

  Answer release(Parameters parameters, String by)
      throws ControlException, StateUnavailableException, IOException {
    Coordinates on = Coordinates.read(parameters.text("coordinates"), domains);
    Lease lease = lease(on);
    try {
      Optional<Hold> hold = find(on);
      if (hold.isPresent()) {
        records.released(on, hold.get(), by);
        parts.state().unhold(on.scope());
      }
      wake(on);
      String still =
          parts.state().holds(on.domain()).stream()
              .filter(it -> it.covers(on.scope()))
              .findFirst()
              .map(it -> "; it is still held by the hold on " + it.scope() + ": " + it.reason())
              .orElse("");
      return Answer.done(
          (hold.isPresent() ? on + " is no longer held" : "There was no hold on " + on) + still,
          fields(on).put("released", hold.isPresent()));
    } finally {
      parts.state().release(lease, Optional.empty());
    }
  }

  private Lease lease(Coordinates on) throws ControlException, StateUnavailableException {
    String work = "control/holds/" + on.domain();
    return parts
        .state()
        .lease(work, parts.clock().instant(), LEASE)
        .orElseThrow(() ->
            ControlException.unavailable(
                "Somebody else changes the holds of " + on.domain().name() + "; ask again"));
  }

  private Optional<Hold> find(Coordinates on) throws StateUnavailableException {
    String scope = on.scope();
    return parts.state().holds(on.domain()).stream()
        .filter(hold -> hold.scope().equals(scope))
        .findFirst();
  }

  /** What waits for the hold is looked at now. */
  private void wake(Coordinates on) throws StateUnavailableException, IOException {
    CleanupState state = parts.state();
    if (on.coordinates().isPresent()) {
      boolean open =
          state.items(on.coordinates().get()).stream().anyMatch(it -> !it.state().isFinal());
      if (open) {
        state.due(Work.of(on.coordinates().get()), parts.clock().instant());
        parts.seeding().work(Work.of(on.coordinates().get()));
      }
      return;
    }
    for (Plan plan : state.plans(on.domain(), Plans.RECENT)) {
      if (plan.state() == PlanState.APPROVED) {
        parts.seeding().wake(plan.id());
      }
    }
  }

  private static ObjectNode fields(Coordinates on) {
    return JsonFields.object().put("coordinates", on.toString()).put("scope", on.scope());
  }
}
