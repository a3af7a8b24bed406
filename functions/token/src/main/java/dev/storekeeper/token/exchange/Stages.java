package dev.storekeeper.token.exchange;

import dev.storekeeper.token.audit.Attempt;
import dev.storekeeper.token.refusal.RefusedException;
import java.time.Duration;

/** Measures the stages of an attempt. */
final class Stages {
  private final Attempt attempt;

  Stages(Attempt attempt) {
    this.attempt = attempt;
  }

  /** Does something and remembers how long it took, also when it ended with a refusal. */
  <T> T timed(String stage, Stage<T> step) throws RefusedException {
    long start = System.nanoTime();
    try {
      return step.run();
    } finally {
      attempt.took(stage, Duration.ofNanos(System.nanoTime() - start));
    }
  }

  /** A stage. */
  @FunctionalInterface
  interface Stage<T> {
    T run() throws RefusedException;
  }
}
