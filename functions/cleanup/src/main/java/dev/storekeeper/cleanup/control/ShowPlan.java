package dev.storekeeper.cleanup.control;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.storekeeper.cleanup.item.Item;
import dev.storekeeper.cleanup.json.JsonFields;
import dev.storekeeper.cleanup.plan.Approval;
import dev.storekeeper.cleanup.plan.Consent;
import dev.storekeeper.cleanup.plan.Plan;
import dev.storekeeper.cleanup.plan.PlanState;
import dev.storekeeper.cleanup.plan.Row;
import dev.storekeeper.cleanup.plan.RowCodec;
import dev.storekeeper.cleanup.plan.SelectedRepositories;
import dev.storekeeper.cleanup.registry.Spelling;
import dev.storekeeper.cleanup.state.StateUnavailableException;
import dev.storekeeper.codeartifact.PackageCoordinates;
import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Shows a plan and a page of what it removes. */
final class ShowPlan {
  private static final int PAGE = 100;
  private static final int MAX_PAGE = 500;

  private final ControlParts parts;
  private final Domains domains;

  ShowPlan(ControlParts parts, Domains domains) {
    this.parts = parts;
    this.domains = domains;
  }

  Answer run(Parameters parameters)
      throws ControlException, StateUnavailableException, IOException {
    PlanPage.Query query =
        new PlanPage.Query(
            parameters.optionalText("repository"),
            parameters.flag("all"),
            parameters.number("limit", PAGE, MAX_PAGE));
    Plan plan = plan(parameters);
    ObjectNode fields = JsonFields.object();
    ObjectNode json = fields.putObject("plan").setAll(PlanJson.write(plan));
    parts.state().paused().ifPresent(why -> fields.put("paused", why));
    if (plan.state() == PlanState.SCANNING) {
      parts
          .scans()
          .progress(plan)
          .ifPresent(progress ->
              fields
                  .putObject("progress")
                  .put("done", progress.done())
                  .put("total", progress.total()));
    }
    if (plan.completedAt().isPresent()) {
      parts.reports().link(plan).ifPresent(link -> json.put("report", link));
      repositories(plan, json, fields);
      PlanPage page = PlanPage.read(parts.bucket(), plan, query, parameters.optionalText("cursor"));
      rows(plan, page.rows(), fields.putArray("rows"));
      page.cursor().ifPresent(cursor -> fields.put("cursor", cursor));
    }
    return Answer.done(
        "Plan %s is %s".formatted(plan.id(), plan.state().name().toLowerCase(Locale.ROOT)), fields);
  }

  private Plan plan(Parameters parameters) throws ControlException, StateUnavailableException {
    Optional<String> id = parameters.optionalText("plan");
    if (id.isPresent()) {
      return Plans.find(parts.state(), id.get());
    }
    var domain = domains.find(parameters.optionalText("domain"));
    List<Plan> plans = parts.state().plans(domain, 1);
    if (plans.isEmpty()) {
      throw ControlException.refused("There is no plan of " + domain.name() + " yet");
    }
    return plans.getFirst();
  }

  private void repositories(Plan plan, ObjectNode json, ObjectNode fields) throws IOException {
    List<SelectedRepositories.Selected> selected = SelectedRepositories.read(parts.bucket(), plan);
    if (selected.isEmpty()) {
      return;
    }
    json.put("repositoryApprovals", Consent.persons(plan, Approval.Scope.ALL));
    json.put("repositoryApprovalsNeeded", SelectedRepositories.approvals(selected, parts.policy()));
    ArrayNode repositories = fields.putArray("repositories");
    for (SelectedRepositories.Selected each : selected) {
      repositories
          .addObject()
          .put("repository", each.name())
          .put("policy", each.selected().policy())
          .put("reason", each.selected().reason());
    }
  }

  private void rows(Plan plan, List<Row> rows, ArrayNode array) throws StateUnavailableException {
    RowDates dates = new RowDates(parts.policy(), plan, parts.clock().instant());
    Map<PackageCoordinates, Map<String, Item>> items = new HashMap<>();
    for (Row row : rows) {
      ObjectNode json = array.addObject().put("coordinates", Spelling.of(row.version()));
      json.put("status", row.status());
      row.published().map(Instant::toString).ifPresent(time -> json.put("published", time));
      row.lastRead().map(Instant::toString).ifPresent(time -> json.put("lastRead", time));
      row.bytes().ifPresent(bytes -> json.put("bytes", bytes));
      RowCodec.write(row.outcome(), json);
      row.inFlight().ifPresent(state -> json.put("inFlight", state));
      if (row.isSelected()) {
        dates.add(json.path("policy").asText(), row.status(), json);
        item(plan, row, items)
            .ifPresent(item ->
                json.put("state", item.state().name())
                    .put("due", item.due().toString())
                    .put("note", item.note()));
      }
    }
  }

  /** What became of a row; asked only of plans that were carried out at all. */
  private Optional<Item> item(Plan plan, Row row, Map<PackageCoordinates, Map<String, Item>> known)
      throws StateUnavailableException {
    if (plan.approvals().isEmpty()) {
      return Optional.empty();
    }
    PackageCoordinates coordinates = row.version().coordinates();
    Map<String, Item> items = known.get(coordinates);
    if (items == null) {
      items = new HashMap<>();
      for (Item item : parts.state().items(coordinates)) {
        items.put(item.version().version(), item);
      }
      known.put(coordinates, items);
    }
    return Optional.ofNullable(items.get(row.version().version()))
        .filter(item -> item.plan().equals(plan.id()));
  }
}
