package dev.storekeeper.cleanup.control;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.storekeeper.cleanup.json.JsonFields;
import dev.storekeeper.cleanup.plan.Plan;
import dev.storekeeper.cleanup.registry.DomainId;
import dev.storekeeper.cleanup.state.StateUnavailableException;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Starts a scan because a person asks for it. */
final class StartPlan {
  private static final int MAX_DAYS = 3650;
  private static final Pattern DAYS = Pattern.compile("P([1-9][0-9]{0,3})D");

  private final ControlParts parts;
  private final Domains domains;

  StartPlan(ControlParts parts, Domains domains) {
    this.parts = parts;
    this.domains = domains;
  }

  Answer run(Parameters parameters)
      throws ControlException, StateUnavailableException, IOException {
    DomainId domain = domains.find(parameters.optionalText("domain"));
    Optional<Duration> ahead = ahead(parameters.optionalText("asOf"));
    String id = parts.scans().start(domain, ahead);
    Optional<Plan> plan = parts.state().plan(id);
    ObjectNode fields = JsonFields.object().put("plan", id);
    if (plan.isPresent() && PlanJson.isWhatIf(plan.get()) != ahead.isPresent()) {
      return Answer.done(
          "Another scan of %s is under way; its plan is %s".formatted(domain.name(), id), fields);
    }
    return Answer.done(
        ahead.isPresent()
            ? "Plan %s is being made; it can be looked at, not approved".formatted(id)
            : "Plan %s is being made".formatted(id),
        fields);
  }

  private static Optional<Duration> ahead(Optional<String> text) throws ControlException {
    if (text.isEmpty()) {
      return Optional.empty();
    }
    Matcher matcher = DAYS.matcher(text.get());
    if (matcher.matches() && Integer.parseInt(matcher.group(1)) <= MAX_DAYS) {
      return Optional.of(Duration.ofDays(Integer.parseInt(matcher.group(1))));
    }
    throw wrong(text.get());
  }

  private static ControlException wrong(String text) {
    return ControlException.invalid(
        "asOf: found %s, expected 1 to %d days ahead as P10D"
            .formatted(Shown.text(text), MAX_DAYS));
  }
}
