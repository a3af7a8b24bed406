package dev.storekeeper.sandbox.runtime.lambda;

import dev.storekeeper.sandbox.runtime.AwsException;
import dev.storekeeper.sandbox.runtime.lambda.host.Execution;
import dev.storekeeper.sandbox.runtime.lambda.host.FunctionHost;
import dev.storekeeper.sandbox.runtime.lambda.host.Invocation;
import dev.storekeeper.sandbox.runtime.time.Activity;
import dev.storekeeper.sandbox.runtime.time.VirtualClock;
import java.time.Duration;
import java.time.Instant;

/** Runs functions and keeps the log of it. */
final class Invoker {
  /** What an event may weigh when its caller waits for the answer. */
  static final int MAX_PAYLOAD = 6 << 20;

  private final FunctionHost host;
  private final InvocationLog log;
  private final VirtualClock clock;

  Invoker(FunctionHost host, InvocationLog log, VirtualClock clock) {
    this.host = host;
    this.log = log;
    this.clock = clock;
  }

  /**
   * Runs a function.
   *
   * @param wait how long to wait for a place among the function's processes
   * @throws AwsException {@code 429 TooManyRequestsException} if it is throttled
   */
  Execution run(Target target, String trigger, String requestId, byte[] payload, Duration wait)
      throws InterruptedException {
    Instant start = clock.instant();
    String function = target.function().name();
    try (Activity.Work _ = clock.activity().begin("function " + function)) {
      Execution execution =
          host.run(
              target.function(),
              target.version(),
              new Invocation(requestId, target.arn(), payload),
              wait);
      log.add(
          new InvocationRecord(
              function,
              trigger,
              requestId,
              start,
              execution.duration(),
              execution.outcome().name()));
      return execution;
    } catch (AwsException e) {
      log.add(
          new InvocationRecord(function, trigger, requestId, start, Duration.ZERO, "THROTTLED"));
      throw e;
    }
  }

  int concurrency(Target target) {
    return host.concurrency(target.function());
  }
}
