package dev.storekeeper.codeartifact.pace;

import java.time.Clock;

/** A pace of this process alone: for tools that run once, and for tests. Thread-safe. */
public final class LocalPace implements Pace {
  private final Buckets buckets;

  /** A pace that keeps to a share of every quota. */
  public LocalPace(Share share, Clock clock, Sleeper sleeper) {
    this.buckets = new Buckets(quota -> new LocalBucket(share.of(quota), clock), clock, sleeper);
  }

  @Override
  public void await(String operation) {
    buckets.await(operation);
  }

  @Override
  public void throttled(String operation) {
    buckets.throttled(operation);
  }
}
