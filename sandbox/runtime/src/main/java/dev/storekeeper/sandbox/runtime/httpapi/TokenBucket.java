package dev.storekeeper.sandbox.runtime.httpapi;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** Counts requests against a limit. Safe for use by many threads. */
final class TokenBucket {
  private final Throttling limit;
  private final Clock clock;
  private double tokens;
  private Instant filledAt;

  /** A full bucket. */
  TokenBucket(Throttling limit, Clock clock) {
    this.limit = limit;
    this.clock = clock;
    this.tokens = limit.burst();
    this.filledAt = clock.instant();
  }

  synchronized boolean take() {
    Instant now = clock.instant();
    double seconds = Duration.between(filledAt, now).toNanos() / 1e9;
    tokens = Math.min(limit.burst(), tokens + Math.max(0, seconds) * limit.rate());
    filledAt = now;
    if (tokens < 1) {
      return false;
    }
    tokens--;
    return true;
  }
}
