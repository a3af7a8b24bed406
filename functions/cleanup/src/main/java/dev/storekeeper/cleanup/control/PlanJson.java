package dev.storekeeper.cleanup.control;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.storekeeper.cleanup.json.JsonFields;
import dev.storekeeper.cleanup.plan.Approval;
import dev.storekeeper.cleanup.plan.Plan;
import dev.storekeeper.cleanup.plan.Totals;

/** Plans in answers. */
final class PlanJson {
  private PlanJson() {}

  /** Whether a plan looks ahead: its time is later than its making. Nobody can approve it. */
  static boolean isWhatIf(Plan plan) {
    return plan.asOf().isAfter(plan.createdAt());
  }

  static ObjectNode write(Plan plan) {
    ObjectNode json = JsonFields.object().put("id", plan.id());
    json.put("region", plan.domain().region()).put("domainOwner", plan.domain().owner());
    json.put("domain", plan.domain().name());
    json.put("state", plan.state().name());
    json.put("asOf", plan.asOf().toString()).put("whatIf", isWhatIf(plan));
    json.put("policyRevision", plan.policyRevision());
    json.put("createdAt", plan.createdAt().toString());
    plan.completedAt().ifPresent(time -> json.put("completedAt", time.toString()));
    plan.hash().ifPresent(hash -> json.put("hash", hash));
    plan.note().ifPresent(note -> json.put("note", note));
    json.set("totals", totals(plan.totals()));
    plan.overLimits().forEach(json.putArray("overLimits")::add);
    ArrayNode approvals = json.putArray("approvals");
    for (Approval approval : plan.approvals()) {
      approvals
          .addObject()
          .put("by", approval.by())
          .put("at", approval.at().toString())
          .put("scope", approval.scope().name());
    }
    return json;
  }

  private static ObjectNode totals(Totals totals) {
    return JsonFields.object()
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
}
