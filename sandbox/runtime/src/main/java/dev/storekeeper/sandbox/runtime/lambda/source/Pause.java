package dev.storekeeper.sandbox.runtime.lambda.source;

import dev.storekeeper.sandbox.runtime.time.VirtualClock;
import java.time.Duration;

/** Waits in virtual time. */
public final class Pause {
  private Pause() {}

  /** Waits until the clock has moved on by a duration, by itself or because it was moved. */
  public static void of(VirtualClock clock, Duration duration) throws InterruptedException {
    clock.pause(duration);
  }

  /** A wait that doubles with each attempt (the first is 1), up to a maximum. */
  public static Duration growing(Duration first, int attempt, Duration most) {
    Duration wait = first.multipliedBy(1L << Math.clamp(attempt - 1, 0, 30));
    return wait.compareTo(most) < 0 ? wait : most;
  }
}
