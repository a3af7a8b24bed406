package dev.storekeeper.sandbox.runtime;

import dev.storekeeper.sandbox.runtime.cloudwatch.FunctionMetrics;
import dev.storekeeper.sandbox.runtime.lambda.InvocationRecord;
import java.util.function.Consumer;

/**
 * Counts invocations as metrics.
 *
 * @param metrics the metrics of functions
 */
record InvocationMetrics(FunctionMetrics metrics) implements Consumer<InvocationRecord> {
  @Override
  public void accept(InvocationRecord invocation) {
    if (invocation.outcome().equals("THROTTLED")) {
      metrics.throttled(invocation.function());
    } else {
      metrics.invoked(
          invocation.function(), invocation.duration(), !invocation.outcome().equals("SUCCEEDED"));
    }
  }
}
