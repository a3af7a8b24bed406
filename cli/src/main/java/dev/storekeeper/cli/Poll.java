package dev.storekeeper.cli;

import java.io.InterruptedIOException;
import java.time.Duration;
import picocli.CommandLine.Option;

/** How a command waits for an end. */
final class Poll {
  private static final int MAX_TURNS = 2000;

  @Option(
      names = "--every",
      paramLabel = "SECONDS",
      description = "How often to look while waiting; 3 by default.")
  private int seconds = 3;

  @Option(names = "--no-wait", description = "Do not wait for the end.")
  private boolean noWait;

  private int turns;

  boolean waits() {
    return !noWait;
  }

  /** Sleeps until it is time to look again; false if that was often enough. */
  boolean again() throws InterruptedIOException {
    if (noWait || turns++ >= MAX_TURNS) {
      return false;
    }
    try {
      Thread.sleep(Duration.ofSeconds(Math.clamp(seconds, 0, 600)));
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw (InterruptedIOException) new InterruptedIOException("interrupted").initCause(e);
    }
  }
}
