package dev.storekeeper.cleanup.report;

import dev.storekeeper.cleanup.plan.Approval;
import dev.storekeeper.cleanup.plan.Plan;

/** What has to be done, or was, so that the plan is carried out. */
final class Approving {
  private Approving() {}

  static void write(Markup page, Summary summary) {
    Plan plan = summary.plan();
    page.open("section", "class", "approve");
    if (plan.isPreview()) {
      page.element(
          "p",
          "This plan looks ahead to %s. It cannot be approved."
              .formatted(Quantities.minute(plan.asOf())));
    } else {
      state(page, summary);
    }
    plan.note().ifPresent(note -> page.element("p", note, "class", "note"));
    page.close();
  }

  private static void state(Markup page, Summary summary) {
    Plan plan = summary.plan();
    switch (plan.state()) {
      case WAITING -> {
        page.element("p", "Nothing changes until a person approves this plan:");
        command(page, summary);
      }
      case APPROVED -> {
        plan.approvals().forEach(approval -> approval(page, approval));
        if (waits(summary)) {
          page.element("p", "The rest waits until a person approves it:");
          command(page, summary);
        }
      }
      case EMPTY -> page.element("p", "There is nothing to remove.");
      case SUPERSEDED -> page.element("p", "A later plan took its place. Nothing of it happens.");
      case CANCELLED ->
          page.element("p", "It was cancelled. Nothing of it happens; what it hid is given back.");
      case SCANNING, STOPPED -> page.element("p", "It is not complete. Nothing of it happens.");
    }
  }

  private static boolean waits(Summary summary) {
    boolean versions =
        summary.plan().approvals().stream()
            .anyMatch(approval -> approval.scope() != Approval.Scope.ENFORCED);
    boolean all =
        summary.plan().approvals().stream()
            .anyMatch(approval -> approval.scope() == Approval.Scope.ALL);
    return (!versions && summary.waitsForPerson()) || (!all && !summary.removed().isEmpty());
  }

  private static void approval(Markup page, Approval approval) {
    String what =
        switch (approval.scope()) {
          case ENFORCED -> "The versions of policies that go by themselves are";
          case VERSIONS -> "All versions are";
          case ALL -> "All versions and repositories are";
        };
    page.open("p").text(what + " approved by ").element("bdi", approval.by());
    page.text(", " + Quantities.minute(approval.at()) + ".").close();
  }

  private static void command(Markup page, Summary summary) {
    String approve =
        "storekeeper cleanup approve %s --hash %s"
            .formatted(summary.plan().id(), summary.shortHash().orElse(""));
    page.open("pre").element("code", approve, "tabindex", "0").close();
    if (!summary.removed().isEmpty()) {
      page.open("p")
          .text("For the repositories too, add ")
          .element("code", "--repositories")
          .text(".")
          .close();
    }
  }
}
