package dev.storekeeper.codeartifact.pace;

import java.time.Duration;

/** Lets time pass; {@code Thread::sleep} outside of tests. */
@FunctionalInterface
public interface Sleeper {
  /** Returns after about this time. */
  void sleep(Duration duration) throws InterruptedException;
}
