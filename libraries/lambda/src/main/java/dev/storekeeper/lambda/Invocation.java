package dev.storekeeper.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import java.io.PrintStream;
import java.time.Clock;

/**
 * What one invocation of a function writes: its log and its metrics. Closing it flushes the
 * metrics, also when the invocation failed.
 *
 * @param log the invocation's log
 * @param metrics the invocation's metrics
 */
public record Invocation(Log log, Metrics metrics) implements AutoCloseable {

  /** Starts an invocation that writes its lines to a stream, in Lambda {@code System.out}. */
  public static Invocation start(Context context, Clock clock, PrintStream out) {
    String function = context.getFunctionName();
    return new Invocation(
        new Log(out, clock, function, context.getAwsRequestId()),
        new Metrics(out, clock, function));
  }

  @Override
  public void close() {
    metrics.flush();
  }
}
