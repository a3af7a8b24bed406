package dev.storekeeper.cleanup.publish;

import java.time.Duration;

/** Waits; the real one is {@code Thread::sleep}. */
@FunctionalInterface
public interface Pause {
  /** Waits for this long. */
  void sleep(Duration duration) throws InterruptedException;
}
