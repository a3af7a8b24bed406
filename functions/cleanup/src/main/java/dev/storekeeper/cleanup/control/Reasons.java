package dev.storekeeper.cleanup.control;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.storekeeper.cleanup.item.Hold;
import dev.storekeeper.cleanup.json.JsonFields;
import dev.storekeeper.cleanup.plan.RowCodec;
import dev.storekeeper.cleanup.state.StateUnavailableException;
import dev.storekeeper.ledger.LedgerRecord;
import dev.storekeeper.retention.Explanation;
import dev.storekeeper.retention.Outcome;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What the explanations of versions and of repositories have in common. */
final class Reasons {
  private final ControlParts parts;

  Reasons(ControlParts parts) {
    this.parts = parts;
  }

  /** Holds, a pause, a freeze of the calendar, and what the ledger has. */
  void circumstances(Coordinates on, String scope, History history, Instant now, ObjectNode fields)
      throws StateUnavailableException {
    ArrayNode holds = fields.putArray("holds");
    for (Hold hold : parts.state().holds(on.domain())) {
      if (hold.covers(scope)) {
        holds
            .addObject()
            .put("scope", hold.scope())
            .put("reason", hold.reason())
            .put("by", hold.by())
            .put("at", hold.at().toString());
      }
    }
    parts.state().paused().ifPresent(why -> fields.put("paused", why));
    parts.policy().frozenUntil(now).ifPresent(until -> fields.put("frozenUntil", until.toString()));
    history.write(fields.putArray("history"));
    fields.put("historyComplete", history.complete());
  }

  static void decision(Explanation explanation, ObjectNode fields) {
    ObjectNode decision = fields.putObject("decision");
    if (explanation.outcome() instanceof Outcome.Undecided undecided) {
      decision.put("outcome", "UNDECIDED").put("reason", "not known: " + undecided.questions());
    } else {
      RowCodec.write(explanation.outcome(), decision);
    }
    ArrayNode steps = decision.putArray("steps");
    for (Explanation.Step step : explanation.steps()) {
      steps
          .addObject()
          .put("kind", step.kind().name())
          .put("rule", step.rule())
          .put("truth", step.truth().name())
          .put("reason", step.reason());
    }
  }

  /** A tombstone with these texts of its record, and how to restore it if there is a way. */
  static ObjectNode tombstone(
      Coordinates on, LedgerRecord deleting, List<String> texts, String copy) {
    ObjectNode json = JsonFields.object().put("deletedAt", deleting.time().toString());
    ObjectNode data = deleting.data();
    for (String name : texts) {
      if (data.path(name).isTextual()) {
        json.put(name, data.path(name).asText());
      }
    }
    if (json.has(copy)) {
      json.put("restore", "storekeeper cleanup restore " + on);
    }
    return json;
  }

  static String sentence(
      Coordinates on, Optional<Explanation> explanation, Optional<LedgerRecord> tombstone) {
    if (explanation.isEmpty()) {
      return tombstone
          .map(it ->
              "%s was deleted by cleanup on %s: %s"
                  .formatted(on, it.time(), it.data().path("reason").asText()))
          .orElse(on + " is not there, and cleanup did not delete it");
    }
    return switch (explanation.get().outcome()) {
      case Outcome.Selected(String policy, String reason) ->
          "%s may go by the policy %s: %s".formatted(on, policy, reason);
      case Outcome.Kept(Outcome.Why _, String rule, String reason) ->
          "%s stays: %s%s".formatted(on, reason, rule.isEmpty() ? "" : " (" + rule + ")");
      case Outcome.Undecided _ -> on + " stays: not everything about it could be found out";
    };
  }
}
