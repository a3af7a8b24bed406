package dev.storekeeper.sandbox.runtime.lambda.host;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;

/** Puts an ending into Lambda's words: the payload of the error, and the lines of the log. */
record Report(
    Execution.Outcome outcome, byte[] payload, Duration duration, String status, String line) {
  private static final ObjectMapper JSON = new ObjectMapper();

  static Report of(
      Ending ending,
      Invocation invocation,
      FunctionConfiguration function,
      Duration duration,
      Duration init,
      long memory) {
    String id = invocation.requestId();
    StringBuilder line = new StringBuilder("REPORT RequestId: ").append(id);
    line.append(String.format(Locale.ROOT, "\tDuration: %.2f ms", duration.toNanos() / 1e6));
    long billed = Math.max(1, (long) Math.ceil(duration.plus(init).toNanos() / 1e6));
    line.append("\tBilled Duration: ").append(billed).append(" ms");
    line.append("\tMemory Size: ").append(function.memory()).append(" MB");
    if (memory > 0) {
      line.append("\tMax Memory Used: ").append(memory).append(" MB");
    }
    if (init.isPositive()) {
      line.append(String.format(Locale.ROOT, "\tInit Duration: %.2f ms", init.toNanos() / 1e6));
    }
    return switch (ending) {
      case Ending.Returned(byte[] payload) ->
          new Report(Execution.Outcome.SUCCEEDED, payload, duration, "", line.toString());
      case Ending.Failed(byte[] error) ->
          new Report(Execution.Outcome.FAILED, error, duration, "", line.toString());
      case Ending.TooLarge(int limit) ->
          new Report(
              Execution.Outcome.FAILED,
              error(
                  "Function.ResponseSizeTooLarge",
                  "Response payload size exceeded maximum allowed payload size ("
                      + limit
                      + " bytes)."),
              duration,
              "",
              line.toString());
      case Ending.InitFailed(byte[] error) ->
          new Report(Execution.Outcome.INIT_FAILED, error, duration, "", line + "\tStatus: error");
      case Ending.Exited(String reason) ->
          new Report(
              Execution.Outcome.CRASHED,
              error("Runtime.ExitError", "RequestId: " + id + " Error: " + reason),
              duration,
              "RequestId: " + id + " Error: " + reason + "\nRuntime.ExitError",
              line + "\tStatus: error\tError Type: Runtime.ExitError");
      case Ending.TimedOut() -> {
        String message =
            String.format(
                Locale.ROOT,
                "Task timed out after %.2f seconds",
                function.timeout().toMillis() / 1e3);
        yield new Report(
            Execution.Outcome.TIMED_OUT,
            error("Sandbox.Timedout", "RequestId: " + id + " Error: " + message),
            duration,
            id + " " + message,
            line + "\tStatus: timeout");
      }
    };
  }

  Execution write(ProcessOutput output) {
    String id = line.substring("REPORT RequestId: ".length()).split("\t", 2)[0];
    status.lines().forEach(output::line);
    output.line("END RequestId: " + id);
    output.line(line);
    return new Execution(outcome, payload, duration, output.takeTail());
  }

  private static byte[] error(String type, String message) {
    ObjectNode error = JSON.createObjectNode();
    error.put("errorType", type).put("errorMessage", message);
    return error.toString().getBytes(StandardCharsets.UTF_8);
  }
}
