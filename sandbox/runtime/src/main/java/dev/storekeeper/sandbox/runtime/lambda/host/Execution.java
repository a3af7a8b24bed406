package dev.storekeeper.sandbox.runtime.lambda.host;

import java.time.Duration;

/**
 * What came of running a function once.
 *
 * @param outcome how it ended
 * @param payload what it returned, or its error as JSON
 * @param duration how long the handler ran, without the process's start
 * @param logTail the last of this invocation's log, at most 4 KB
 */
public record Execution(Outcome outcome, byte[] payload, Duration duration, String logTail) {

  /** How running a function once ended. */
  public enum Outcome {
    /** The handler returned. */
    SUCCEEDED,
    /** The handler threw, or returned too much. */
    FAILED,
    /** The handler was still running at its timeout, and its process was killed. */
    TIMED_OUT,
    /** The process ended while the handler ran. */
    CRASHED,
    /** The handler could not be made. */
    INIT_FAILED
  }

  /** Whether the handler returned. */
  public boolean succeeded() {
    return outcome == Outcome.SUCCEEDED;
  }
}
