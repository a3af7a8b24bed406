package dev.storekeeper.codeartifact.pace;

import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import software.amazon.awssdk.core.exception.AbortedException;

/** A bucket for each quota, and the waiting for them. */
final class Buckets implements Pace {
  private final Map<Quota, Bucket> buckets = new EnumMap<>(Quota.class);
  private final Clock clock;
  private final Sleeper sleeper;

  Buckets(Function<Quota, Bucket> bucket, Clock clock, Sleeper sleeper) {
    for (Quota quota : Quota.values()) {
      buckets.put(quota, bucket.apply(quota));
    }
    this.clock = clock;
    this.sleeper = sleeper;
  }

  @Override
  public void await(String operation) {
    for (Quota quota : Quota.of(operation)) {
      sleepUntil(bucket(quota).turn());
    }
  }

  @Override
  public void throttled(String operation) {
    Quota.of(operation).forEach(quota -> bucket(quota).throttled());
  }

  private Bucket bucket(Quota quota) {
    return Objects.requireNonNull(buckets.get(quota));
  }

  private void sleepUntil(long turn) {
    try {
      for (long now = Micros.now(clock); now < turn; now = Micros.now(clock)) {
        sleeper.sleep(Duration.of(turn - now, ChronoUnit.MICROS));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw AbortedException.create("interrupted while waiting for a turn", e);
    }
  }
}
