package dev.storekeeper.cleanup.control;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.storekeeper.cleanup.execute.Holds;
import dev.storekeeper.cleanup.item.Item;
import dev.storekeeper.cleanup.json.JsonFields;
import dev.storekeeper.cleanup.plan.RowCodec;
import dev.storekeeper.cleanup.registry.RegistryException;
import dev.storekeeper.cleanup.state.Hold;
import dev.storekeeper.cleanup.state.StateUnavailableException;
import dev.storekeeper.codeartifact.PackageVersion;
import dev.storekeeper.ledger.LedgerRecord;
import dev.storekeeper.retention.Explanation;
import dev.storekeeper.retention.Outcome;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Says why a version is still there, or why it went. */
final class ExplainVersion {
  private final ControlParts parts;
  private final Domains domains;

  ExplainVersion(ControlParts parts, Domains domains) {
    this.parts = parts;
    this.domains = domains;
  }

  Answer run(Parameters parameters)
      throws ControlException, StateUnavailableException, RegistryException {
    Coordinates on = Coordinates.read(parameters.text("coordinates"), domains);
    PackageVersion version = on.requireVersion();
    Instant now = parts.clock().instant();
    List<Item> items = parts.state().items(version.coordinates());
    List<Item> inFlight = items.stream().filter(it -> !it.state().isFinal()).toList();
    Optional<Explaining.Live> live = parts.explaining().explain(version, inFlight, now);
    History history = History.of(parts.ledger(), version);
    ObjectNode fields = JsonFields.object().put("coordinates", on.toString());
    fields.put("there", live.isPresent());
    live.ifPresent(it -> write(it, fields));
    Optional<Item> item =
        items.stream().filter(it -> it.version().version().equals(version.version())).findFirst();
    item.ifPresent(it -> fields.set("item", ItemJson.write(it)));
    holds(version, on, fields.putArray("holds"));
    parts.state().paused().ifPresent(why -> fields.put("paused", why));
    parts.policy().frozenUntil(now).ifPresent(until -> fields.put("frozenUntil", until.toString()));
    Optional<LedgerRecord> tombstone =
        live.isPresent() ? Optional.empty() : history.newest(Set.of("cleanup.deleting"));
    tombstone.ifPresent(it -> fields.set("tombstone", tombstone(it, on)));
    history.write(fields.putArray("history"));
    fields.put("historyComplete", history.complete());
    return Answer.done(sentence(on, live, tombstone), fields);
  }

  private static void write(Explaining.Live live, ObjectNode fields) {
    fields.put("status", live.listed().status()).put("revision", live.listed().revision());
    fields.put("origin", live.listed().origin().name());
    ObjectNode decision = fields.putObject("decision");
    Explanation explanation = live.explanation();
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

  private void holds(PackageVersion version, Coordinates on, ArrayNode array)
      throws StateUnavailableException {
    String scope = Holds.scope(version);
    for (Hold hold : parts.state().holds(on.domain())) {
      if (hold.covers(scope)) {
        array
            .addObject()
            .put("scope", hold.scope())
            .put("reason", hold.reason())
            .put("by", hold.by())
            .put("at", hold.at().toString());
      }
    }
  }

  private static ObjectNode tombstone(LedgerRecord deleting, Coordinates on) {
    ObjectNode json = JsonFields.object().put("deletedAt", deleting.time().toString());
    ObjectNode data = deleting.data();
    for (String name :
        List.of("plan", "policy", "policyRevision", "reason", "archivedAt", "export")) {
      if (data.path(name).isTextual()) {
        json.put(name, data.path(name).asText());
      }
    }
    json.set("approvedBy", data.path("approvedBy").deepCopy());
    if (json.has("export")) {
      json.put("restore", "storekeeper cleanup restore " + on);
    }
    return json;
  }

  private static String sentence(
      Coordinates on, Optional<Explaining.Live> live, Optional<LedgerRecord> tombstone) {
    if (live.isEmpty()) {
      return tombstone
          .map(it ->
              "%s was deleted by cleanup on %s: %s"
                  .formatted(on, it.time(), it.data().path("reason").asText()))
          .orElse(on + " is not there, and cleanup did not delete it");
    }
    return switch (live.get().explanation().outcome()) {
      case Outcome.Selected(String policy, String reason) ->
          "%s may go by the policy %s: %s".formatted(on, policy, reason);
      case Outcome.Kept(Outcome.Why _, String rule, String reason) ->
          "%s stays: %s%s".formatted(on, reason, rule.isEmpty() ? "" : " (" + rule + ")");
      case Outcome.Undecided _ -> on + " stays: not everything about it could be found out";
    };
  }
}
