package dev.storekeeper.sandbox.runtime.cloudwatch;

import java.time.Duration;
import java.util.Map;

/** The metrics of functions: those that Lambda counts, and those in their log. */
public final class FunctionMetrics {
  private final MetricStore store;

  /** Metrics that go to a store. */
  public FunctionMetrics(MetricStore store) {
    this.store = store;
  }

  /** Counts an invocation that ran: Invocations, Duration in milliseconds and Errors. */
  public void invoked(String functionName, Duration duration, boolean failed) {
    put("Invocations", functionName, 1);
    put("Duration", functionName, duration.toNanos() / 1e6);
    put("Errors", functionName, failed ? 1 : 0);
  }

  /** Counts an invocation that was refused for want of concurrency. */
  public void throttled(String functionName) {
    put("Throttles", functionName, 1);
  }

  /** Takes the metrics of a log line in the embedded metric format; any other line has none. */
  public void logged(String line) {
    EmbeddedMetrics.in(line).forEach(value -> store.put(value.metric(), value.value()));
  }

  private void put(String name, String functionName, double value) {
    store.put(new Metric("AWS/Lambda", name, Map.of("FunctionName", functionName)), value);
  }
}
