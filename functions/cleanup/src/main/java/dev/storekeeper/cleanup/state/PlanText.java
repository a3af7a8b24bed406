package dev.storekeeper.cleanup.state;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.storekeeper.cleanup.plan.Approval;
import dev.storekeeper.cleanup.plan.Plan;
import dev.storekeeper.cleanup.plan.PlanState;
import dev.storekeeper.cleanup.plan.Totals;
import dev.storekeeper.cleanup.registry.DomainId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A plan as text. */
final class PlanText {
  private PlanText() {}

  static String write(Plan plan) {
    ObjectNode json = Texts.object();
    json.put("id", plan.id());
    json.put("region", plan.domain().region());
    json.put("owner", plan.domain().owner());
    json.put("domain", plan.domain().name());
    json.put("asOf", plan.asOf().toString());
    json.put("policyRevision", plan.policyRevision());
    json.put("state", plan.state().name());
    Texts.put(json, "hash", plan.hash());
    json.set("totals", totals(plan.totals()));
    ArrayNode over = json.putArray("overLimits");
    plan.overLimits().forEach(over::add);
    ArrayNode approvals = json.putArray("approvals");
    for (Approval approval : plan.approvals()) {
      approvals
          .addObject()
          .put("by", approval.by())
          .put("at", approval.at().toString())
          .put("scope", approval.scope().name());
    }
    json.put("createdAt", plan.createdAt().toString());
    Texts.put(json, "completedAt", plan.completedAt());
    Texts.put(json, "note", plan.note());
    return json.toString();
  }

  static Plan read(String text) {
    ObjectNode json = Texts.read(text);
    List<String> over = new ArrayList<>();
    json.path("overLimits").forEach(node -> over.add(node.asText()));
    List<Approval> approvals = new ArrayList<>();
    json.path("approvals")
        .forEach(node ->
            approvals.add(
                new Approval(
                    node.path("by").asText(),
                    Instant.parse(node.path("at").asText()),
                    Approval.Scope.valueOf(node.path("scope").asText()))));
    return new Plan(
        json.path("id").asText(),
        new DomainId(
            json.path("region").asText(),
            json.path("owner").asText(),
            json.path("domain").asText()),
        Instant.parse(json.path("asOf").asText()),
        json.path("policyRevision").asText(),
        PlanState.valueOf(json.path("state").asText()),
        Texts.text(json, "hash"),
        totals(json.path("totals")),
        over,
        approvals,
        Instant.parse(json.path("createdAt").asText()),
        Texts.time(json, "completedAt"),
        Texts.text(json, "note"));
  }

  private static ObjectNode totals(Totals totals) {
    return Texts.object()
        .put("repositories", totals.repositories())
        .put("packages", totals.packages())
        .put("versions", totals.versions())
        .put("selected", totals.selected())
        .put("bytes", totals.bytes())
        .put("reclaimable", totals.reclaimable())
        .put("selectedRepositories", totals.selectedRepositories())
        .put("failures", totals.failures())
        .put("calls", totals.calls());
  }

  private static Totals totals(JsonNode json) {
    return new Totals(
        json.path("repositories").asLong(),
        json.path("packages").asLong(),
        json.path("versions").asLong(),
        json.path("selected").asLong(),
        json.path("bytes").asLong(),
        json.path("reclaimable").asLong(),
        json.path("selectedRepositories").asLong(),
        json.path("failures").asLong(),
        json.path("calls").asLong());
  }
}
