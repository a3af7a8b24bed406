package dev.storekeeper.cleanup.control;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.storekeeper.lambda.Invocation;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;

/** The control function: one request in, one answer out. */
public final class ControlHandler implements RequestStreamHandler {
  private final Control control;
  private final Clock clock;
  private final PrintStream out;

  /** Answers, and logs to a stream. */
  public ControlHandler(Control control, Clock clock, PrintStream out) {
    this.control = control;
    this.clock = clock;
    this.out = out;
  }

  @Override
  public void handleRequest(InputStream input, OutputStream output, Context context)
      throws IOException {
    try (Invocation invocation = Invocation.start(context, clock, out)) {
      byte[] request = input.readNBytes(ControlRequest.MAX_BYTES + 1);
      Answer answer = control.answer(request, context.getFunctionName(), invocation.log());
      invocation.metrics().count("Control" + metric(answer.outcome()), 1);
      output.write(answer.json().toString().getBytes(StandardCharsets.UTF_8));
    }
  }

  private static String metric(Outcome outcome) {
    return switch (outcome) {
      case DONE -> "Done";
      case REFUSED -> "Refused";
      case INVALID -> "Invalid";
      case UNAVAILABLE -> "Unavailable";
    };
  }
}
