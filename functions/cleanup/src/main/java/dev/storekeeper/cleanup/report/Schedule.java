package dev.storekeeper.cleanup.report;

import dev.storekeeper.cleanup.item.NextStep;
import dev.storekeeper.cleanup.plan.Approval;
import dev.storekeeper.cleanup.plan.Plan;
import dev.storekeeper.cleanup.rules.Rules;
import dev.storekeeper.retention.Phases;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * When the versions of a plan are removed if it is approved before its notice is over and nothing
 * holds them up. The steps are those of {@link NextStep}. For one plan.
 */
final class Schedule {
  private final Rules rules;
  private final Instant start;
  private final Optional<Instant> approved;
  private final Map<Case, Optional<RemovalDates>> known = new HashMap<>();

  private record Case(String policy, String status) {}

  Schedule(Plan plan, Rules rules) {
    this.rules = rules;
    this.start = plan.completedAt().orElseThrow();
    this.approved = plan.approvals().stream().map(Approval::at).min(Instant::compareTo);
  }

  /** How a policy removes; absent if there is none of this name any more. */
  Optional<Phases> phases(String policy) {
    return rules.policyRevision(policy).map(_ -> rules.phases(policy));
  }

  /** The dates of a version that a policy selected; absent if there is no such policy any more. */
  Optional<RemovalDates> of(String policy, String status) {
    return known.computeIfAbsent(
        new Case(policy, special(status)),
        it -> phases(policy).map(phases -> dates(phases, it.status())));
  }

  private static String special(String status) {
    return status.equals(NextStep.ARCHIVED) || status.equals(NextStep.UNLISTED) ? status : "";
  }

  private RemovalDates dates(Phases phases, String status) {
    Instant noticed = start.plus(phases.notice());
    Instant first = afterFreeze(approved.filter(noticed::isBefore).orElse(noticed));
    if (status.equals(NextStep.ARCHIVED)) {
      return new RemovalDates(Optional.empty(), Optional.empty(), first);
    }
    if (phases.first() == Phases.First.ARCHIVE || status.equals(NextStep.UNLISTED)) {
      Instant deleted = afterFreeze(first.plus(phases.grace()));
      return new RemovalDates(Optional.empty(), Optional.of(first), deleted);
    }
    Duration half = phases.grace().dividedBy(2);
    Instant archived = afterFreeze(first.plus(half));
    Instant deleted = afterFreeze(archived.plus(half));
    return new RemovalDates(Optional.of(first), Optional.of(archived), deleted);
  }

  private Instant afterFreeze(Instant time) {
    return rules.frozenUntil(time).orElse(time);
  }
}
