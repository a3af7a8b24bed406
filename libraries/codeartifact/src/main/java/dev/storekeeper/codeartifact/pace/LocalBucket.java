package dev.storekeeper.codeartifact.pace;

import java.time.Clock;

/** A bucket of this process alone. */
final class LocalBucket implements Bucket {
  private final Rate rate;
  private final Clock clock;
  private Slowdown slowdown = Slowdown.NONE;
  private long next;

  LocalBucket(Rate rate, Clock clock) {
    this.rate = rate;
    this.clock = clock;
  }

  @Override
  public synchronized long turn() {
    long now = Micros.now(clock);
    long turn = Math.max(now, next);
    next = turn + rate.interval(slowdown.at(now));
    return turn;
  }

  @Override
  public synchronized void throttled() {
    slowdown = slowdown.throttled(Micros.now(clock), rate);
  }
}
