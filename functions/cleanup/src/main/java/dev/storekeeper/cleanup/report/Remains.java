package dev.storekeeper.cleanup.report;

import dev.storekeeper.retention.Outcome;
import java.util.List;
import java.util.Locale;

/** The parts of the page about what stays, and about what changed since the plan before. */
final class Remains {
  private static final int MAX_CHANGES = 200;

  private Remains() {}

  static void kept(Markup page, Summary summary) {
    page.line().open("section").element("h2", "What stays");
    if (summary.kept().isEmpty()) {
      page.element("p", "No version.");
    } else {
      long all = summary.kept().stream().mapToLong(Summary.Kept::versions).sum();
      Table table =
          new Table(
              page,
              "Reasons to stay",
              List.of("Because", "Rule", "Versions", "Share", "For example"));
      for (Summary.Kept it : summary.kept()) {
        table
            .row()
            .text(because(it.why()))
            .name(it.rule())
            .count(it.versions())
            .bar(it.versions(), all)
            .reason(it.example())
            .endRow();
      }
      table.end();
    }
    page.close();
  }

  static void inFlight(Markup page, Summary summary) {
    if (summary.inFlight().isEmpty()) {
      return;
    }
    page.line().open("section").element("h2", "Under way from earlier plans");
    page.open("dl", "class", "facts");
    summary
        .inFlight()
        .forEach((state, versions) ->
            page.open("div")
                .element("dt", state.toLowerCase(Locale.ROOT))
                .element("dd", Quantities.count(versions, "version", "versions"))
                .close());
    page.close().close();
  }

  static void comparison(Markup page, Summary summary) {
    page.line().open("section").element("h2", "Since the plan before");
    switch (summary.comparison()) {
      case Comparison.None none -> page.element("p", "Not compared: " + none.why() + ".");
      case Comparison.Changes it -> {
        page.open("p").text("Compared with ").element("bdi", it.previous());
        page.text(
            ": %s both select, %s under way by now."
                .formatted(
                    Quantities.count(it.still(), "version", "versions"),
                    Quantities.count(it.inFlight(), "is", "are")));
        page.close();
        changes(page, "Newly selected", "Why", it.selected());
        changes(page, "No longer selected", "Why it stays", it.stays());
        changes(page, "No longer there", "Why it was selected", it.gone());
      }
    }
    page.close();
  }

  private static void changes(
      Markup page, String title, String why, Listed<Comparison.Change> changes) {
    if (changes.count() == 0) {
      page.element("p", title + ": none.");
      return;
    }
    page.line().open("details");
    page.element(
        "summary", title + ": " + Quantities.count(changes.count(), "version", "versions"));
    List<Comparison.Change> shown = changes.first().stream().limit(MAX_CHANGES).toList();
    Table table = new Table(page, title, List.of("Package", "Version", "Repository", why));
    for (Comparison.Change it : shown) {
      table
          .row()
          .name(Removals.packageName(it.version().coordinates()))
          .name(it.version().version())
          .name(it.version().coordinates().repository())
          .reason(it.reason())
          .endRow();
    }
    table.end();
    long more = changes.count() - shown.size();
    if (more > 0) {
      page.element("p", "and " + Quantities.count(more) + " more", "class", "note");
    }
    page.close();
  }

  private static String because(Outcome.Why why) {
    return switch (why) {
      case PROTECTED -> "it is protected";
      case KEEP_RULE -> "a rule keeps it";
      case UNKNOWN -> "something could not be found out";
      case NOT_SELECTED -> "no policy selects it";
      case REMAINDER -> "too little would remain";
    };
  }
}
