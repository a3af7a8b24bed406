package dev.storekeeper.usagetracking.trail;

import dev.storekeeper.lambda.Metrics;
import dev.storekeeper.usage.Access;
import dev.storekeeper.usage.DomainPackage;
import dev.storekeeper.usage.Refusal;
import dev.storekeeper.usage.RepositoryCoordinates;
import dev.storekeeper.usage.UsageRecorder;
import java.util.HashMap;
import java.util.Map;

/**
 * Gathers signals and writes the latest of each kind, so that a log file with a thousand reads of a
 * version costs one write. Holds a bounded number; not thread-safe.
 */
public final class SignalRecorder {
  private static final int MAX_HELD = 10_000;

  private record Version(DomainPackage domainPackage, String version) {}

  private final UsageRecorder recorder;
  private final Metrics metrics;
  private final Map<Version, Access> reads = new HashMap<>();
  private final Map<Version, Refusal> refusals = new HashMap<>();
  private final Map<RepositoryCoordinates, Access> repositoryReads = new HashMap<>();
  private final Map<RepositoryCoordinates, Access> unattributed = new HashMap<>();
  private final Map<RepositoryCoordinates, Refusal> repositoryRefusals = new HashMap<>();

  /** Writes to a recorder and counts into metrics. */
  public SignalRecorder(UsageRecorder recorder, Metrics metrics) {
    this.recorder = recorder;
    this.metrics = metrics;
  }

  /** Takes a signal; writes what is held when it is too much. */
  public void add(Signal signal) {
    switch (signal) {
      case Signal.AssetRead read -> {
        metrics.count("Reads", 1);
        read.versions()
            .forEach(version ->
                latest(reads, new Version(read.domainPackage(), version), read.access()));
        latest(repositoryReads, read.repository(), read.access());
      }
      case Signal.UnattributedRead read -> {
        metrics.count("UnattributedReads", 1);
        latest(unattributed, read.repository(), read.access());
        latest(repositoryReads, read.repository(), read.access());
      }
      case Signal.VersionRefused refused -> {
        metrics.count("Refused", 1);
        refused
            .versions()
            .forEach(version ->
                refusals.merge(
                    new Version(refused.domainPackage(), version),
                    refused.refusal(),
                    SignalRecorder::later));
        repositoryRefusals.merge(refused.repository(), refused.refusal(), SignalRecorder::later);
      }
      case Signal.RepositoryRefused refused -> {
        metrics.count("Refused", 1);
        repositoryRefusals.merge(refused.repository(), refused.refusal(), SignalRecorder::later);
      }
      case Signal.Changed changed -> {
        metrics.count("ForeignChanges", 1);
        recorder.recordForeignChange(changed.repository(), changed.change());
      }
      case Signal.Nothing nothing -> {}
    }
    if (reads.size() + refusals.size() > MAX_HELD) {
      flush();
    }
  }

  /** Writes what is held. */
  public void flush() {
    reads.forEach((version, access) ->
        recorder.recordRead(version.domainPackage(), version.version(), access));
    refusals.forEach((version, refusal) ->
        recorder.recordRefused(version.domainPackage(), version.version(), refusal));
    repositoryReads.forEach(recorder::recordRepositoryRead);
    unattributed.forEach(recorder::recordUnattributedRead);
    repositoryRefusals.forEach(recorder::recordRepositoryRefused);
    reads.clear();
    refusals.clear();
    repositoryReads.clear();
    unattributed.clear();
    repositoryRefusals.clear();
  }

  private static <K> void latest(Map<K, Access> held, K key, Access access) {
    held.merge(key, access, (one, other) -> other.isAfter(one) ? other : one);
  }

  private static Refusal later(Refusal one, Refusal other) {
    return other.attempt().isAfter(one.attempt()) ? other : one;
  }
}
