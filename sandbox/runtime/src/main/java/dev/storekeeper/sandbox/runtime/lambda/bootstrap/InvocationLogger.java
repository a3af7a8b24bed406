package dev.storekeeper.sandbox.runtime.lambda.bootstrap;

import com.amazonaws.services.lambda.runtime.LambdaLogger;
import com.amazonaws.services.lambda.runtime.logging.LogLevel;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.temporal.ChronoUnit;
import java.util.Map;

/** Writes to standard output, as text or, where the function's logging is JSON, as JSON lines. */
final class InvocationLogger implements LambdaLogger {
  private final String requestId;
  private final PrintStream output;
  private final boolean json;
  private final LogLevel threshold;

  InvocationLogger(String requestId, Map<String, String> environment, PrintStream output) {
    this.requestId = requestId;
    this.output = output;
    this.json = "JSON".equals(environment.get("AWS_LAMBDA_LOG_FORMAT"));
    String level = environment.getOrDefault("AWS_LAMBDA_LOG_LEVEL", "UNDEFINED");
    this.threshold = LogLevel.fromString(level);
  }

  @Override
  public void log(String message) {
    log(message, LogLevel.UNDEFINED);
  }

  @Override
  public void log(byte[] message) {
    write(message);
  }

  @Override
  public void log(String message, LogLevel level) {
    if (!json) {
      write(message.getBytes(StandardCharsets.UTF_8));
      return;
    }
    if (level != LogLevel.UNDEFINED && level.compareTo(threshold) < 0) {
      return;
    }
    StringBuilder line = new StringBuilder("{\"timestamp\":\"");
    line.append(FunctionClock.instant().truncatedTo(ChronoUnit.MILLIS));
    line.append("\",\"message\":");
    JsonText.quote(line, message);
    if (level != LogLevel.UNDEFINED) {
      line.append(",\"level\":\"").append(level).append('"');
    }
    line.append(",\"AWSRequestId\":");
    JsonText.quote(line, requestId);
    write(line.append('}').toString().getBytes(StandardCharsets.UTF_8));
  }

  private void write(byte[] message) {
    synchronized (output) {
      output.write(message, 0, message.length);
      if (message.length == 0 || message[message.length - 1] != '\n') {
        output.write('\n');
      }
      output.flush();
    }
  }
}
