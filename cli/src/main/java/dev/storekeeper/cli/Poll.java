package dev.storekeeper.cli;

import dev.storekeeper.cli.control.ControlAnswer;
import dev.storekeeper.cli.control.ControlUnavailableException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Predicate;
import picocli.CommandLine.Option;

/** How a command waits for an end. */
final class Poll {
  private static final int MAX_TURNS = 2000;
  private static final int MAX_FAILURES = 10;

  @Option(
      names = "--every",
      paramLabel = "SECONDS",
      description = "How often to look while waiting; 3 by default.")
  private int seconds = 3;

  @Option(names = "--no-wait", description = "Do not wait for the end.")
  private boolean noWait;

  private int turns;

  /** What is asked again and again. */
  @FunctionalInterface
  interface Question {
    ControlAnswer ask() throws IOException;
  }

  boolean waits() {
    return !noWait;
  }

  /**
   * Asks until it is over. What cannot be answered now is asked again; ten times in a row are the
   * answer.
   *
   * @return absent if it was not over often enough
   * @throws ControlUnavailableException if the tenth time in a row there was no answer at all
   */
  Optional<ControlAnswer> until(Predicate<ControlAnswer> over, Question question)
      throws IOException {
    int failures = 0;
    do {
      try {
        ControlAnswer answer = question.ask();
        boolean failed = answer.outcome() == ControlAnswer.Outcome.UNAVAILABLE;
        failures = failed ? failures + 1 : 0;
        if (failures == MAX_FAILURES || (!failed && over.test(answer))) {
          return Optional.of(answer);
        }
      } catch (ControlUnavailableException e) {
        failures++;
        if (failures == MAX_FAILURES) {
          throw e;
        }
      }
    } while (again());
    return Optional.empty();
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
