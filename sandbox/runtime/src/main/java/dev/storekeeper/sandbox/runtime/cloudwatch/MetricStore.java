package dev.storekeeper.sandbox.runtime.cloudwatch;

import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The metrics of a sandbox, in memory, by the minute. Keeps the last day of at most 10,000 metrics;
 * beyond that the metric that was written longest ago goes. Safe for use by many threads.
 */
public final class MetricStore {
  private static final int MOST_METRICS = 10_000;
  private static final long KEPT_MINUTES = 25 * 60;

  private final Clock clock;
  private final Map<Metric, NavigableMap<Long, Datapoint>> metrics =
      new LinkedHashMap<>(16, 0.75f, true);

  /** A store without metrics; a value counts at the clock's time. */
  public MetricStore(Clock clock) {
    this.clock = clock;
  }

  /** Adds a value; one that is no finite number is left out, as CloudWatch does. */
  public synchronized void put(Metric metric, double value) {
    if (!Double.isFinite(value)) {
      return;
    }
    long minute = clock.instant().getEpochSecond() / 60;
    NavigableMap<Long, Datapoint> minutes = metrics.computeIfAbsent(metric, _ -> new TreeMap<>());
    minutes.merge(minute, Datapoint.of(value), Datapoint::with);
    minutes.headMap(minute - KEPT_MINUTES).clear();
    if (metrics.size() > MOST_METRICS) {
      metrics.remove(metrics.keySet().iterator().next());
    }
  }

  /** All values from one time (inclusive) to another (exclusive), both whole minutes. */
  synchronized Optional<Datapoint> between(Metric metric, Instant from, Instant to) {
    NavigableMap<Long, Datapoint> minutes = metrics.getOrDefault(metric, new TreeMap<>());
    return minutes.subMap(from.getEpochSecond() / 60, to.getEpochSecond() / 60).values().stream()
        .reduce(Datapoint::with);
  }

  /** The last value of each metric's newest minute, for people: its sum. */
  public synchronized Map<Metric, Double> latest() {
    Map<Metric, Double> latest = new HashMap<>();
    metrics.forEach((metric, minutes) -> latest.put(metric, minutes.lastEntry().getValue().sum()));
    return latest;
  }
}
