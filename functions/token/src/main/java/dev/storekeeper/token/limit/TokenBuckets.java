package dev.storekeeper.token.limit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A token bucket for each key, in memory and bounded: of more keys than fit, the one that was
 * longest not heard of is forgotten, and would start anew with a full bucket. Safe for use by many
 * threads.
 */
public final class TokenBuckets {
  private final int capacity;
  private final Duration refill;
  private final Clock clock;
  private final Map<String, Bucket> buckets;

  /**
   * Buckets.
   *
   * @param capacity how many requests a key may make at once
   * @param refill after what time it may make one more
   * @param maxKeys how many keys are remembered
   */
  public TokenBuckets(int capacity, Duration refill, int maxKeys, Clock clock) {
    this.capacity = capacity;
    this.refill = refill;
    this.clock = clock;
    this.buckets = new Bounded(maxKeys);
  }

  /**
   * Takes one token of a key's bucket.
   *
   * @return absent if there was one; otherwise the time until there is, rounded up to seconds
   */
  public synchronized Optional<Duration> take(String key) {
    Instant now = clock.instant();
    Bucket before = buckets.getOrDefault(key, new Bucket(capacity, now));
    double tokens =
        Math.min(
            capacity,
            before.tokens()
                + Math.max(0, Duration.between(before.at(), now).toMillis())
                    / (double) refill.toMillis());
    if (tokens >= 1) {
      buckets.put(key, new Bucket(tokens - 1, now));
      return Optional.empty();
    }
    buckets.put(key, new Bucket(tokens, now));
    double missing = (1 - tokens) * refill.toMillis();
    return Optional.of(Duration.ofSeconds(Math.max(1, (long) Math.ceil(missing / 1000))));
  }

  private record Bucket(double tokens, Instant at) {}

  private static final class Bounded extends LinkedHashMap<String, Bucket> {
    private static final long serialVersionUID = 1;
    private final int max;

    Bounded(int max) {
      super(16, 0.75f, true);
      this.max = max;
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
      return size() > max;
    }
  }
}
