package dev.storekeeper.cleanup.scan;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.storekeeper.cleanup.json.JsonFields;
import dev.storekeeper.cleanup.plan.Plan;

/**
 * How far the making of a plan's items is.
 *
 * @param approvals how many approvals the plan had
 * @param rows how many of the plan's rows are dealt with
 */
record SeedNote(int approvals, long rows) {

  /** The note for a plan: with another approval everything is looked at again. */
  SeedNote of(Plan plan) {
    return approvals == plan.approvals().size() ? this : new SeedNote(plan.approvals().size(), 0);
  }

  String write() {
    ObjectNode json = JsonFields.object().put("approvals", approvals).put("rows", rows);
    return json.toString();
  }

  static SeedNote read(String text) {
    JsonFields json = JsonFields.parse(text);
    return new SeedNote(Math.toIntExact(json.number("approvals")), json.number("rows"));
  }
}
