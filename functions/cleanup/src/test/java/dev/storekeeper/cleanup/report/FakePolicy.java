package dev.storekeeper.cleanup.report;

import dev.storekeeper.cleanup.execute.Rules;
import dev.storekeeper.retention.Limits;
import dev.storekeeper.retention.Phases;
import java.time.Duration;
import java.time.Instant;
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
  public Optional<String> revision(String policy) {
    return phases(policy).map(_ -> "sha256:" + policy);
  }

  @Override
  public Optional<Phases> phases(String policy) {
    return Optional.ofNullable(PHASES.get(policy));
  }

  @Override
  public boolean enforces(String policy) {
    return policy.equals("snapshots");
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
}
