package dev.storekeeper.cleanup.control;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.storekeeper.cleanup.json.JsonFields;
import dev.storekeeper.cleanup.plan.Plan;
import dev.storekeeper.cleanup.state.StaleWriteException;
import dev.storekeeper.cleanup.state.StateUnavailableException;
import java.io.IOException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Ends a plan. Written before it is recorded: what protects does not wait for the ledger. */
final class CancelPlan {
  private static final int TRIES = 5;

  private final ControlParts parts;
  private final ControlRecords records;

  CancelPlan(ControlParts parts, ControlRecords records) {
    this.parts = parts;
    this.records = records;
  }

  Answer run(Parameters parameters, String by)
      throws ControlException, StateUnavailableException, IOException {
    String id = parameters.text("plan");
    String why =
        "cancelled by " + by + parameters.optionalText("reason").map(it -> ": " + it).orElse("");
    @Nullable String last = null;
    for (int attempt = 0; attempt < TRIES; attempt++) {
      Plan plan = Plans.find(parts.state(), id);
      try {
        return switch (plan.state()) {
          case WAITING, APPROVED, SCANNING -> {
            Plan cancelled = Plans.cancelled(plan, why);
            parts.state().replace(plan, cancelled);
            yield follow(cancelled, by, "Plan " + id + " is cancelled; what it hid is given back");
          }
          case CANCELLED ->
              follow(plan, by, "Plan %s was %s".formatted(id, plan.note().orElse("cancelled")));
          case SUPERSEDED, STOPPED, EMPTY ->
              throw ControlException.refused(
                  "Plan %s is %s: nothing comes of it anyway"
                      .formatted(id, plan.state().name().toLowerCase(Locale.ROOT)));
        };
      } catch (StaleWriteException e) {
        // Whether it can still be cancelled is looked at again.
        last = e.getMessage();
      }
    }
    throw ControlException.unavailable("Ask again: " + last);
  }

  private Answer follow(Plan plan, String by, String message) throws IOException {
    records.cancelled(plan, by);
    if (plan.completedAt().isPresent()) {
      parts.seeding().wake(plan.id());
    }
    ObjectNode fields = JsonFields.object().put("plan", plan.id());
    return Answer.done(message, fields);
  }
}
