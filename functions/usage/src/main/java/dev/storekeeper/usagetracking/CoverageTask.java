package dev.storekeeper.usagetracking;

import dev.storekeeper.lambda.Invocation;
import dev.storekeeper.usage.Coverage;
import dev.storekeeper.usage.UsageIndex;
import dev.storekeeper.usage.trail.TrailJournal;
import dev.storekeeper.usagetracking.coverage.CoverageKeeper;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * What is done every hour: a heartbeat, following the chains, and saying how old the coverage is.
 */
final class CoverageTask {
  private final Heartbeat heartbeat;
  private final CoverageKeeper keeper;
  private final TrailJournal journal;
  private final UsageIndex index;
  private final Clock clock;

  CoverageTask(
      Heartbeat heartbeat,
      CoverageKeeper keeper,
      TrailJournal journal,
      UsageIndex index,
      Clock clock) {
    this.heartbeat = heartbeat;
    this.keeper = keeper;
    this.journal = journal;
    this.index = index;
    this.clock = clock;
  }

  /**
   * Runs once.
   *
   * @return what is covered now
   */
  Coverage run(Invocation invocation) throws IOException {
    try {
      heartbeat.beat();
    } catch (SdkException e) {
      invocation.log().warn("the heartbeat failed", e, Map.of());
    }
    Instant started = journal.trackingSince(clock.instant());
    try {
      keeper.followAll(invocation);
    } finally {
      age(started, invocation);
    }
    return index.coverage();
  }

  /** Before anything is covered it is as old as the tracking. */
  private void age(Instant started, Invocation invocation) {
    Instant until = index.coverage().until().orElse(started);
    invocation
        .metrics()
        .count("CoverageAgeHours", Math.max(0, Duration.between(until, clock.instant()).toHours()));
  }
}
