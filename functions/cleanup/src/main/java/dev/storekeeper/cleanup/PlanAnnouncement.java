package dev.storekeeper.cleanup;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.storekeeper.cleanup.plan.Plan;
import dev.storekeeper.cleanup.plan.PlanState;
import dev.storekeeper.cleanup.plan.Totals;
import dev.storekeeper.cleanup.record.CleanupLedger;
import dev.storekeeper.cleanup.report.ReportLinks;
import dev.storekeeper.cleanup.report.ReportWriter;
import dev.storekeeper.cleanup.scan.Messages;
import dev.storekeeper.cleanup.scan.PlanClosed;
import dev.storekeeper.cleanup.state.CleanupState;
import dev.storekeeper.cleanup.state.StateUnavailableException;
import java.io.IOException;
import java.util.Optional;

/** Records that a plan is complete, with a link to its report, and starts what needs no person. */
final class PlanAnnouncement implements PlanClosed {
  private static final int PLANS = 100;

  private final CleanupLedger ledger;
  private final Messages messages;
  private final ReportWriter reports;
  private final CleanupState state;

  PlanAnnouncement(
      CleanupLedger ledger, Messages messages, ReportWriter reports, CleanupState state) {
    this.ledger = ledger;
    this.messages = messages;
    this.reports = reports;
    this.state = state;
  }

  @Override
  public void prepare(Plan plan) throws IOException {
    reports.write(plan, before(plan));
  }

  /** The last complete plan before a plan. */
  private Optional<String> before(Plan plan) throws IOException {
    try {
      return state.plans(plan.domain(), PLANS).stream()
          .filter(other -> other.id().compareTo(plan.id()) < 0)
          .filter(other -> other.completedAt().isPresent() && !other.isPreview())
          .map(Plan::id)
          .findFirst();
    } catch (StateUnavailableException e) {
      throw new IOException("the plan before cannot be had", e);
    }
  }

  @Override
  public void closed(Plan plan) throws IOException {
    Optional<String> link =
        plan.completedAt().isPresent()
            ? reports.links(plan.id()).map(ReportLinks::html)
            : Optional.empty();
    ledger.event(type(plan), stream(plan), plan.id() + "#closed", data(plan, link));
    if (plan.state() == PlanState.APPROVED) {
      messages.send(Messages.SEED, Messages.about(plan.id()));
    }
  }

  static String stream(Plan plan) {
    return "cleanup/" + plan.domain();
  }

  private static String type(Plan plan) {
    return switch (plan.state()) {
      case STOPPED -> "cleanup.scan-stopped";
      case EMPTY -> "cleanup.nothing-to-do";
      default -> plan.isPreview() ? "cleanup.previewed" : "cleanup.planned";
    };
  }

  private static String summary(Plan plan) {
    String domain = plan.domain().name();
    Totals totals = plan.totals();
    String would =
        "%s: %s and %s would go"
            .formatted(
                domain,
                count(totals.selected(), "version", "versions"),
                count(totals.selectedRepositories(), "repository", "repositories"));
    return switch (plan.state()) {
      case STOPPED -> "The scan of %s was stopped: %s".formatted(domain, plan.note().orElse(""));
      case EMPTY -> "There is nothing to clean up in " + domain;
      case APPROVED -> "A plan of %s; what may go by itself does after its notice".formatted(would);
      default ->
          plan.isPreview()
              ? "A look ahead at %s, on %s".formatted(would, plan.asOf())
              : "A plan of %s; it waits for an approval".formatted(would);
    };
  }

  private static String count(long count, String one, String many) {
    return count + " " + (count == 1 ? one : many);
  }

  private static ObjectNode data(Plan plan, Optional<String> link) {
    ObjectNode data = JsonNodeFactory.instance.objectNode();
    data.put("summary", summary(plan));
    data.put("plan", plan.id());
    data.put("domain", plan.domain().name());
    data.put("domainOwner", plan.domain().owner());
    data.put("state", plan.state().name());
    plan.hash().ifPresent(hash -> data.put("hash", hash));
    data.put("policyRevision", plan.policyRevision());
    Totals totals = plan.totals();
    data.put("repositories", totals.repositories());
    data.put("packages", totals.packages());
    data.put("versions", totals.versions());
    data.put("selected", totals.selected());
    data.put("selectedRepositories", totals.selectedRepositories());
    data.put("bytes", totals.bytes());
    data.put("reclaimableBytes", totals.reclaimable());
    data.put("failures", totals.failures());
    data.put("calls", totals.calls());
    ArrayNode over = data.putArray("overLimits");
    plan.overLimits().forEach(over::add);
    plan.note().ifPresent(note -> data.put("note", note));
    link.ifPresent(address -> data.put("report", address));
    return data;
  }
}
