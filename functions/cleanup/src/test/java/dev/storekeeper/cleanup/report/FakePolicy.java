package dev.storekeeper.cleanup.report;

import dev.storekeeper.cleanup.rules.Rules;
import dev.storekeeper.retention.Limits;
import dev.storekeeper.retention.Mode;
import dev.storekeeper.retention.Outcome;
import dev.storekeeper.retention.PackageFacts;
import dev.storekeeper.retention.Phases;
import dev.storekeeper.retention.RepositoryFacts;
import dev.storekeeper.retention.VersionDecision;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A policy for tests: {@code old} archives after 7 days and deletes 30 days later, {@code
 * snapshots} unlists after 2 days, archives 5 days later and deletes after another 5.
 */
final class FakePolicy implements Rules {
  private static final Map<String, Phases> PHASES =
      Map.of(
          "old",
          new Phases(
              Duration.ofDays(7),
              Phases.First.ARCHIVE,
              Duration.ofDays(30),
              Phases.Export.INTERNAL,
              Phases.BrownOut.HOLD),
          "snapshots",
          new Phases(
              Duration.ofDays(2),
              Phases.First.UNLIST,
              Duration.ofDays(10),
              Phases.Export.NONE,
              Phases.BrownOut.RESTORE));

  Optional<Instant> freezeFrom = Optional.empty();
  Optional<Instant> freezeUntil = Optional.empty();

  @Override
  public String revision() {
    return "sha256:policy";
  }

  @Override
  public Optional<String> policyRevision(String policy) {
    return PHASES.containsKey(policy) ? Optional.of("sha256:" + policy) : Optional.empty();
  }

  @Override
  public Phases phases(String policy) {
    return Optional.ofNullable(PHASES.get(policy)).orElseThrow();
  }

  @Override
  public Mode mode(String policy) {
    return policy.equals("snapshots") ? Mode.ENFORCE : Mode.PLAN;
  }

  @Override
  public Optional<Instant> frozenUntil(Instant time) {
    return freezeUntil.filter(
        until -> !time.isBefore(freezeFrom.orElseThrow()) && time.isBefore(until));
  }

  @Override
  public Limits limits() {
    return new Limits(1_000, 20, 50, 10L << 30, 1, 0);
  }

  @Override
  public boolean selectsRepositories() {
    return true;
  }

  @Override
  public boolean isAbout(RepositoryFacts repository) {
    return true;
  }

  @Override
  public List<VersionDecision> decide(PackageFacts facts, Instant asOf) {
    throw new UnsupportedOperationException("a report decides nothing");
  }

  @Override
  public Outcome decide(RepositoryFacts facts, Instant asOf) {
    throw new UnsupportedOperationException("a report decides nothing");
  }
}
