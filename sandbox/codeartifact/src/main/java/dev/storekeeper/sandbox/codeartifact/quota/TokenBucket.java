package dev.storekeeper.sandbox.codeartifact.quota;

import java.time.Duration;
import java.time.Instant;

/** Holds one second's worth of requests and fills up steadily. Not for many threads. */
final class TokenBucket {
  private static final double NANOS = 1e9;

  private final double perSecond;
  private final double capacity;
  private double tokens;
  private Instant filled;

  /** A full bucket. */
  TokenBucket(double perSecond, Instant now) {
    this.perSecond = perSecond;
    this.capacity = Math.max(1, perSecond);
    this.tokens = capacity;
    this.filled = now;
  }

  /** The seconds until a request may be served, 0 if one may be now. */
  double secondsUntilNext(Instant now) {
    fill(now);
    return tokens >= 1 ? 0 : (1 - tokens) / perSecond;
  }

  /** Takes a request out; to be called when one may be served. */
  void take() {
    tokens -= 1;
  }

  private void fill(Instant now) {
    if (now.isAfter(filled)) {
      double seconds = Duration.between(filled, now).toNanos() / NANOS;
      tokens = Math.min(capacity, tokens + seconds * perSecond);
      filled = now;
    }
  }
}
