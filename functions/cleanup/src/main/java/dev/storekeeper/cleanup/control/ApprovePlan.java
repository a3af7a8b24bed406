package dev.storekeeper.cleanup.control;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.storekeeper.cleanup.json.JsonFields;
import dev.storekeeper.cleanup.plan.Approval;
import dev.storekeeper.cleanup.plan.Approval.Scope;
import dev.storekeeper.cleanup.plan.Consent;
import dev.storekeeper.cleanup.plan.Plan;
import dev.storekeeper.cleanup.plan.PlanState;
import dev.storekeeper.cleanup.plan.SelectedRepositories;
import dev.storekeeper.cleanup.state.StaleWriteException;
import dev.storekeeper.cleanup.state.StateUnavailableException;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Takes a person's consent to a plan: written, then recorded, then acted upon. Nothing comes of a
 * consent that is not recorded; whoever repeats it records it and has it acted upon.
 */
final class ApprovePlan {
  private static final int TRIES = 5;
  private static final Pattern HASH = Pattern.compile("(sha256:)?[0-9a-f]{12,64}");

  private final ControlParts parts;
  private final ControlRecords records;

  ApprovePlan(ControlParts parts, ControlRecords records) {
    this.parts = parts;
    this.records = records;
  }

  Answer run(Parameters parameters, String by)
      throws ControlException, StateUnavailableException, IOException {
    String id = parameters.text("plan");
    String hash = parameters.text("hash").toLowerCase(Locale.ROOT);
    if (!HASH.matcher(hash).matches()) {
      throw ControlException.invalid(
          "hash: found %s, expected at least 12 hexadecimal digits of the plan's hash"
              .formatted(Shown.text(hash)));
    }
    Scope scope = parameters.flag("repositories") ? Scope.ALL : Scope.VERSIONS;
    @Nullable String last = null;
    for (int attempt = 0; attempt < TRIES; attempt++) {
      Plan plan = Plans.find(parts.state(), id);
      check(plan, hash, scope);
      Optional<Approval> before = approval(plan, scope, by);
      try {
        Plan after = plan;
        if (before.isEmpty()) {
          after = Plans.approved(plan, new Approval(by, parts.clock().instant(), scope));
          parts.state().replace(plan, after);
        }
        return follow(after, scope, before);
      } catch (StaleWriteException e) {
        // Whether it can still be approved is looked at again.
        last = e.getMessage();
      }
    }
    throw ControlException.unavailable("Ask again: " + last);
  }

  private void check(Plan plan, String hash, Scope scope)
      throws ControlException, StateUnavailableException {
    if (PlanJson.isWhatIf(plan)) {
      throw refused(plan, "is a look ahead to %s and can never be approved".formatted(plan.asOf()));
    }
    boolean open = plan.state() == PlanState.WAITING || plan.state() == PlanState.APPROVED;
    if (!open || plan.hash().isEmpty()) {
      String note = plan.note().map(text -> ": " + text).orElse("");
      throw refused(
          plan,
          "is %s and cannot be approved%s"
              .formatted(plan.state().name().toLowerCase(Locale.ROOT), note));
    }
    String digits = hash.startsWith("sha256:") ? hash.substring("sha256:".length()) : hash;
    if (!plan.hash().get().startsWith("sha256:" + digits)) {
      throw refused(plan, "has another hash than %s; look at it again".formatted(digits));
    }
    Optional<Plan> newest = Plans.newest(parts.state(), plan);
    if (newest.isPresent() && newest.get().id().compareTo(plan.id()) > 0) {
      throw refused(plan, "is not the newest any more; that is " + newest.get().id());
    }
    if (!plan.policyRevision().equals(parts.policy().revision())) {
      throw refused(plan, "was made by another policy than the present one; make a new plan");
    }
    boolean versions = plan.totals().selected() > 0;
    boolean repositories = plan.totals().selectedRepositories() > 0;
    if (scope == Scope.ALL && !repositories) {
      throw refused(plan, "removes no repositories; approve it without them");
    }
    if (scope == Scope.VERSIONS && !versions) {
      throw refused(plan, "removes repositories only; approve it with them");
    }
  }

  private static Optional<Approval> approval(Plan plan, Scope scope, String by) {
    return plan.approvals().stream()
        .filter(it -> it.scope() != Scope.ENFORCED && it.scope().compareTo(scope) >= 0)
        .filter(it -> Consent.person(it.by()).equals(Consent.person(by)))
        .findFirst();
  }

  /** Also for an approval of before: what follows from it may have been lost. */
  private Answer follow(Plan plan, Scope scope, Optional<Approval> before) throws IOException {
    for (Approval approval : plan.approvals()) {
      if (approval.scope() != Scope.ENFORCED) {
        records.approved(plan, approval);
      }
    }
    parts.seeding().start(plan.id());
    int needed =
        SelectedRepositories.approvals(
            SelectedRepositories.read(parts.bucket(), plan), parts.policy());
    int persons = Consent.persons(plan, Scope.ALL);
    ObjectNode fields = JsonFields.object().put("plan", plan.id());
    fields.put("scope", scope.name()).put("again", before.isPresent());
    if (scope == Scope.ALL) {
      fields.put("approvals", persons).put("approvalsNeeded", needed);
    }
    return Answer.done(sentence(plan, scope, before, needed - persons), fields);
  }

  private static String sentence(Plan plan, Scope scope, Optional<Approval> before, int missing) {
    String begin =
        before
            .map(it ->
                "Plan %s was approved by %s on %s; the same person counts once"
                    .formatted(plan.id(), it.by(), it.at()))
            .orElse("Plan " + plan.id() + " is approved");
    if (scope == Scope.VERSIONS) {
      return begin + (before.isPresent() ? "" : ", its versions only");
    }
    return missing > 0
        ? "%s; its repositories wait for %d more %s"
            .formatted(begin, missing, missing == 1 ? "person" : "persons")
        : begin + (before.isPresent() ? "" : ", versions and repositories");
  }

  private static ControlException refused(Plan plan, String why) {
    return ControlException.refused("Plan " + plan.id() + " " + why);
  }
}
