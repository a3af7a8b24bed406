package dev.storekeeper.cleanup.report;

import dev.storekeeper.cleanup.plan.Plan;
import dev.storekeeper.cleanup.plan.Totals;
import dev.storekeeper.retention.Limits;
import java.util.List;
import java.util.Locale;

/** The top of the page: which plan it is, the large figures, the limits. */
final class Overview {
  private static final int SHOWN = "sha256:".length() + 12;

  private Overview() {}

  static void header(Markup page, Summary summary) {
    Plan plan = summary.plan();
    page.open("header").open("h1").text("Cleanup of ").element("bdi", plan.domain().name());
    page.text(" ")
        .element(
            "span",
            plan.state().name().toLowerCase(Locale.ROOT),
            "class",
            "state " + plan.state().name().toLowerCase(Locale.ROOT))
        .close();
    page.open("dl", "class", "facts");
    fact(page, "Plan", plan.id());
    fact(page, "Domain", plan.domain() + ", " + plan.domain().region());
    plan.hash().ifPresent(hash -> digest(page, "Hash", hash));
    digest(page, "Policy", plan.policyRevision());
    fact(page, "As of", Quantities.minute(plan.asOf()));
    plan.completedAt().ifPresent(time -> fact(page, "Complete", Quantities.minute(time)));
    page.close().close();
  }

  static void figures(Markup page, Summary summary) {
    Totals totals = summary.plan().totals();
    page.line().open("section", "class", "figures", "aria-label", "Figures");
    figure(
        page,
        Quantities.count(totals.selected()),
        "of " + Quantities.count(totals.versions(), "version goes", "versions go"),
        Quantities.percent(totals.selected(), totals.versions()));
    figure(
        page,
        Quantities.size(totals.reclaimable()),
        "are freed at least",
        Quantities.bytes(totals.reclaimable()));
    figure(
        page,
        Quantities.size(totals.bytes()),
        "is the size of what goes",
        Quantities.bytes(totals.bytes()));
    figure(
        page,
        Quantities.count(totals.selectedRepositories()),
        "of " + Quantities.count(totals.repositories(), "repository goes", "repositories go"),
        "");
    figure(
        page,
        Quantities.dollars(summary.money().savedPerMonth()),
        "saved a month",
        summary.money().savedPerMonth() + " US dollars");
    page.close();
    if (totals.failures() > 0) {
      page.element(
          "p",
          Quantities.count(totals.failures(), "thing", "things")
              + " could not be read during the scan. What depends on them stays.",
          "class",
          "warning");
    }
  }

  static void limits(Markup page, Summary summary) {
    List<String> exceeded = summary.plan().overLimits();
    Limits limits = summary.limits();
    page.line().open("section").element("h2", "Limits");
    if (exceeded.isEmpty()) {
      page.element("p", "What goes by itself is within the limits.");
    } else {
      page.open("div", "class", "warning");
      page.element("p", "Over the limits, so nothing of this plan goes by itself:").open("ul");
      exceeded.forEach(sentence -> page.element("li", sentence));
      page.close().close();
    }
    page.open("dl", "class", "facts");
    fact(page, "Versions a day", Quantities.count(limits.items()));
    fact(page, "Size a day", Quantities.size(limits.bytes()));
    fact(page, "Of a repository", limits.percentOfRepository() + " %");
    fact(page, "Of a package", limits.percentOfPackage() + " %");
    fact(page, "Remain of a package", Quantities.count(limits.remainingVersions()));
    fact(page, "Repositories", Quantities.count(limits.repositories()));
    page.close().close();
  }

  static void costs(Markup page, Summary summary) {
    Totals totals = summary.plan().totals();
    Money money = summary.money();
    page.line().open("section").element("h2", "Costs").open("dl", "class", "facts");
    fact(page, "Storage saved", Quantities.dollars(money.savedPerMonth()) + " a month");
    fact(
        page,
        "Calls of the scan",
        "%s, for %s"
            .formatted(
                Quantities.dollars(money.scan()),
                Quantities.count(totals.calls(), "call", "calls")));
    fact(page, "First month", Quantities.dollars(money.firstMonth()));
    page.close();
    page.element(
        "p",
        "At $0.05 a GB-month of what is freed, and $0.05 for 10,000 calls, without the free tier."
            + " Calls like these may be free.",
        "class",
        "note");
    page.close();
  }

  private static void figure(Markup page, String value, String what, String exactly) {
    page.open("div").element("strong", value, "title", exactly).element("span", what).close();
  }

  /** The start of a digest, all of it on hover. */
  private static void digest(Markup page, String what, String value) {
    String shown = value.length() > SHOWN ? value.substring(0, SHOWN) + "\u2026" : value;
    page.open("div").element("dt", what).element("dd", shown, "title", value).close();
  }

  private static void fact(Markup page, String what, String value) {
    page.open("div").element("dt", what).open("dd").element("bdi", value).close().close();
  }
}
