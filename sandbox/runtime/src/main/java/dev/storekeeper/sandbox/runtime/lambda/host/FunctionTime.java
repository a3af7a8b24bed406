package dev.storekeeper.sandbox.runtime.lambda.host;

import java.time.Clock;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * The two times of functions: deadlines go by the machine's, what their code sees by the sandbox's.
 *
 * @param machine the machine's clock
 * @param lead how far the sandbox's clock is ahead of the machine's, now
 */
public record FunctionTime(Clock machine, Supplier<Duration> lead) {
  /** How far functions that begin now see their time ahead of the machine's. */
  Duration ahead() {
    return lead.get();
  }

  /** When what begins now has to be done, in milliseconds of the epoch. */
  long deadline(Duration timeout) {
    return machine.millis() + timeout.toMillis();
  }
}
