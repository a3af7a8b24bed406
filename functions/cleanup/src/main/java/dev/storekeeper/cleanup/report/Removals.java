package dev.storekeeper.cleanup.report;

import dev.storekeeper.codeartifact.PackageCoordinates;
import dev.storekeeper.retention.Mode;
import dev.storekeeper.retention.Phases;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The parts of the page about what goes: when, by which policy, from where, and which. */
final class Removals {
  static final int MAX_LISTED = 2_000;

  private Removals() {}

  static void timeline(Markup page, Summary summary) {
    if (summary.timeline().isEmpty()) {
      return;
    }
    long most =
        summary.timeline().stream()
            .mapToLong(day -> Math.max(day.unlisted(), Math.max(day.archived(), day.deleted())))
            .max()
            .orElse(0);
    page.line().open("section").element("h2", "When");
    page.open("ol", "class", "timeline");
    for (Summary.Day day : summary.timeline()) {
      page.line().open("li").element("time", day.day().toString());
      step(page, "unlisted", day.unlisted(), most, "no longer listed, still downloadable");
      step(page, "archived", day.archived(), most, "no longer downloadable");
      step(page, "deleted", day.deleted(), most, "restorable only from a copy");
      page.close();
    }
    page.close();
    page.element(
        "p",
        "At the earliest. Approval after the notice, holds, freezes and daily limits move it back.",
        "class",
        "note");
    page.close();
  }

  private static void step(Markup page, String what, long versions, long most, String means) {
    if (versions == 0) {
      return;
    }
    page.open("div", "class", "step " + what);
    page.element(
        "span", Quantities.count(versions, "version is ", "versions are ") + what, "title", means);
    Table.bar(page, versions, most);
    page.close();
  }

  static void policies(Markup page, Summary summary) {
    if (summary.policies().isEmpty()) {
      return;
    }
    page.line().open("section").element("h2", "Policies");
    Table table =
        new Table(
            page,
            "Policies that select versions",
            List.of(
                "Policy",
                "Goes",
                "Versions",
                "Size",
                "Notice",
                "Grace",
                "Archived",
                "Deleted",
                "Copy"));
    for (Summary.Policy policy : summary.policies()) {
      table
          .row()
          .name(policy.name())
          .text(goesByItself(summary, policy) ? "by itself" : "when approved")
          .count(policy.selected())
          .size(Optional.of(policy.bytes()))
          .text(policy.phases().map(it -> Quantities.duration(it.notice())).orElse(""))
          .text(policy.phases().map(it -> Quantities.duration(it.grace())).orElse(""))
          .day(policy.dates().flatMap(RemovalDates::archived))
          .day(policy.dates().map(RemovalDates::deleted))
          .text(policy.phases().map(Removals::copy).orElse("the policy is gone"))
          .endRow();
    }
    table.end();
    page.close();
  }

  private static boolean goesByItself(Summary summary, Summary.Policy policy) {
    return policy.mode() == Mode.ENFORCE && summary.plan().overLimits().isEmpty();
  }

  private static String copy(Phases phases) {
    return switch (phases.export()) {
      case INTERNAL -> "of what was published here";
      case ALL -> "of all";
      case NONE -> "none";
    };
  }

  static void repositories(Markup page, Summary summary) {
    page.line().open("section").element("h2", "Repositories");
    if (!summary.removed().isEmpty()) {
      page.element("p", "These go as a whole:");
      Table removed =
          new Table(page, "Repositories that go", List.of("Repository", "Policy", "Why"));
      for (Summary.RemovedRepository it : summary.removed()) {
        removed.row().name(it.name()).name(it.policy()).reason(it.reason()).endRow();
      }
      removed.end();
    }
    Table table =
        new Table(
            page,
            "Versions by repository",
            List.of("Repository", "Versions", "Go", "Share", "Size", "Freed"));
    for (Summary.Repository it : summary.repositories()) {
      table
          .row()
          .name(it.name())
          .count(it.versions())
          .count(it.selected())
          .bar(it.selected(), it.versions())
          .size(Optional.of(it.bytes()))
          .size(it.reclaimable())
          .endRow();
    }
    table.end();
    if (summary.repositories().stream().anyMatch(it -> it.reclaimable().isEmpty())) {
      page.element(
          "p", "What each repository frees cannot be told for this plan.", "class", "note");
    }
    page.close();
  }

  static void versions(Markup page, Summary summary) {
    Listed<Summary.Going> going = summary.going();
    page.line().open("section").element("h2", "What goes");
    if (going.count() == 0) {
      page.element("p", "No version.").close();
      return;
    }
    List<Summary.Going> shown = going.first().stream().limit(MAX_LISTED).toList();
    boolean unlists =
        shown.stream().anyMatch(it -> it.dates().flatMap(RemovalDates::unlisted).isPresent());
    List<String> columns =
        new ArrayList<>(List.of("Package", "Version", "Repository", "Size", "Policy", "Why"));
    if (unlists) {
      columns.add("Unlisted");
    }
    columns.addAll(List.of("Archived", "Deleted"));
    Table table = new Table(page, "Versions that go", columns);
    for (Summary.Going it : shown) {
      PackageCoordinates coordinates = it.row().version().coordinates();
      table
          .row()
          .name(packageName(coordinates))
          .name(it.row().version().version())
          .name(coordinates.repository())
          .size(it.row().bytes())
          .name(it.policy())
          .reason(it.reason());
      if (unlists) {
        table.day(it.dates().flatMap(RemovalDates::unlisted));
      }
      table
          .day(it.dates().flatMap(RemovalDates::archived))
          .day(it.dates().map(RemovalDates::deleted))
          .endRow();
    }
    table.end();
    more(page, going.count() - shown.size());
    page.close();
  }

  /** A package as {@code format:namespace/name}. */
  static String packageName(PackageCoordinates coordinates) {
    String namespace = coordinates.namespace().isEmpty() ? "" : coordinates.namespace() + "/";
    return coordinates.format() + ":" + namespace + coordinates.name();
  }

  static void more(Markup page, long versions) {
    if (versions > 0) {
      page.element(
          "p",
          "and %s more in versions.csv.gz".formatted(Quantities.count(versions)),
          "class",
          "note");
    }
  }
}
