package dev.storekeeper.cleanup.report;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.storekeeper.cleanup.json.JsonFields;
import dev.storekeeper.cleanup.plan.Plan;
import dev.storekeeper.cleanup.plan.Row;
import dev.storekeeper.cleanup.plan.Totals;
import dev.storekeeper.codeartifact.PackageVersion;
import dev.storekeeper.retention.Limits;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;

/**
 * A report as JSON: the figures, and what goes, as far as it is listed. Everything outside ASCII is
 * escaped, so that no name can turn the text around or hide in it. Money is in US dollars.
 */
final class ReportJson {
  private static final int SCHEMA = 1;
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
          .enable(JsonGenerator.Feature.WRITE_BIGDECIMAL_AS_PLAIN)
          .build();

  private ReportJson() {}

  static byte[] write(Summary summary) throws IOException {
    ObjectNode json = JsonFields.object().put("schema", SCHEMA);
    plan(json, summary.plan());
    totals(json.putObject("totals"), summary.plan().totals());
    limits(json.putObject("limits"), summary.limits());
    ArrayNode overLimits = json.putArray("overLimits");
    summary.plan().overLimits().forEach(overLimits::add);
    repositories(json, summary);
    policies(json.putArray("policies"), summary);
    ArrayNode timeline = json.putArray("timeline");
    for (Summary.Day day : summary.timeline()) {
      timeline
          .addObject()
          .put("day", day.day().toString())
          .put("unlisted", day.unlisted())
          .put("archived", day.archived())
          .put("deleted", day.deleted());
    }
    kept(json.putArray("kept"), summary);
    summary.inFlight().forEach(json.putObject("inFlight")::put);
    json.putObject("money")
        .put("savedPerMonth", summary.money().savedPerMonth())
        .put("scan", summary.money().scan())
        .put("firstMonth", summary.money().firstMonth());
    comparison(json.putObject("comparison"), summary.comparison());
    ObjectNode selected = json.putObject("selected").put("count", summary.going().count());
    ArrayNode listed = selected.putArray("listed");
    summary.going().first().forEach(going -> going(listed.addObject(), going));
    return JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(json);
  }

  private static void plan(ObjectNode json, Plan plan) {
    json.put("plan", plan.id());
    json.putObject("domain")
        .put("region", plan.domain().region())
        .put("owner", plan.domain().owner())
        .put("name", plan.domain().name());
    json.put("state", plan.state().name());
    plan.hash().ifPresent(hash -> json.put("hash", hash));
    json.put("policyRevision", plan.policyRevision());
    json.put("asOf", plan.asOf().toString()).put("createdAt", plan.createdAt().toString());
    time(json, "completedAt", plan.completedAt());
    plan.note().ifPresent(note -> json.put("note", note));
    ArrayNode approvals = json.putArray("approvals");
    plan.approvals()
        .forEach(approval ->
            approvals
                .addObject()
                .put("by", approval.by())
                .put("at", approval.at().toString())
                .put("scope", approval.scope().name()));
  }

  private static void totals(ObjectNode json, Totals totals) {
    json.put("repositories", totals.repositories())
        .put("packages", totals.packages())
        .put("versions", totals.versions())
        .put("selected", totals.selected())
        .put("bytes", totals.bytes())
        .put("reclaimable", totals.reclaimable())
        .put("selectedRepositories", totals.selectedRepositories())
        .put("failures", totals.failures())
        .put("calls", totals.calls());
  }

  private static void limits(ObjectNode json, Limits limits) {
    json.put("items", limits.items())
        .put("percentOfRepository", limits.percentOfRepository())
        .put("percentOfPackage", limits.percentOfPackage())
        .put("bytes", limits.bytes())
        .put("remainingVersions", limits.remainingVersions())
        .put("repositories", limits.repositories());
  }

  private static void repositories(ObjectNode json, Summary summary) {
    ArrayNode repositories = json.putArray("repositories");
    for (Summary.Repository repository : summary.repositories()) {
      ObjectNode object = repositories.addObject().put("repository", repository.name());
      object.put("versions", repository.versions()).put("selected", repository.selected());
      object.put("bytes", repository.bytes());
      repository.reclaimable().ifPresent(bytes -> object.put("reclaimable", bytes));
    }
    ArrayNode removed = json.putArray("selectedRepositories");
    for (Summary.RemovedRepository repository : summary.removed()) {
      removed
          .addObject()
          .put("repository", repository.name())
          .put("policy", repository.policy())
          .put("reason", repository.reason());
    }
  }

  private static void policies(ArrayNode json, Summary summary) {
    for (Summary.Policy policy : summary.policies()) {
      ObjectNode object = json.addObject().put("policy", policy.name());
      object.put("revision", policy.revision()).put("mode", policy.mode().name());
      object.put("selected", policy.selected()).put("bytes", policy.bytes());
      policy
          .phases()
          .ifPresent(phases ->
              object
                  .put("notice", phases.notice().toString())
                  .put("first", phases.first().name())
                  .put("grace", phases.grace().toString())
                  .put("export", phases.export().name())
                  .put("brownOut", phases.brownOut().name()));
      dates(object, policy.dates());
    }
  }

  private static void kept(ArrayNode json, Summary summary) {
    for (Summary.Kept kept : summary.kept()) {
      json.addObject()
          .put("outcome", kept.why().name())
          .put("rule", kept.rule())
          .put("versions", kept.versions())
          .put("example", kept.example());
    }
  }

  private static void comparison(ObjectNode json, Comparison comparison) {
    switch (comparison) {
      case Comparison.None none -> json.put("none", none.why());
      case Comparison.Changes changes -> {
        json.put("previous", changes.previous()).put("still", changes.still());
        json.put("inFlight", changes.inFlight());
        changes(json.putObject("newlySelected"), changes.selected());
        changes(json.putObject("noLongerSelected"), changes.stays());
        changes(json.putObject("gone"), changes.gone());
      }
    }
  }

  private static void changes(ObjectNode json, Listed<Comparison.Change> changes) {
    ArrayNode listed = json.put("count", changes.count()).putArray("listed");
    for (Comparison.Change change : changes.first()) {
      ObjectNode object = listed.addObject();
      version(object, change.version());
      object.put("reason", change.reason());
    }
  }

  private static void going(ObjectNode json, Summary.Going going) {
    Row row = going.row();
    version(json, row.version());
    json.put("revision", row.revision());
    json.put("status", row.status()).put("origin", row.origin().name());
    time(json, "published", row.published());
    time(json, "lastRead", row.lastRead());
    row.bytes().ifPresent(bytes -> json.put("bytes", bytes));
    json.put("policy", going.policy()).put("reason", going.reason());
    dates(json, going.dates());
  }

  private static void version(ObjectNode json, PackageVersion version) {
    json.put("repository", version.coordinates().repository())
        .put("format", version.coordinates().format())
        .put("namespace", version.coordinates().namespace())
        .put("package", version.coordinates().name())
        .put("version", version.version());
  }

  private static void dates(ObjectNode json, Optional<RemovalDates> dates) {
    time(json, "unlistOn", dates.flatMap(RemovalDates::unlisted));
    time(json, "archiveOn", dates.flatMap(RemovalDates::archived));
    time(json, "deleteOn", dates.map(RemovalDates::deleted));
  }

  private static void time(ObjectNode json, String field, Optional<Instant> time) {
    time.ifPresent(it -> json.put(field, it.toString()));
  }
}
