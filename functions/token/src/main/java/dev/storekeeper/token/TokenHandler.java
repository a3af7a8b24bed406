package dev.storekeeper.token;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.storekeeper.lambda.Environment;
import dev.storekeeper.lambda.Invocation;
import dev.storekeeper.token.http.HttpEvent;
import dev.storekeeper.token.state.StateUnavailableException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;

/**
 * The token function. Two kinds of events: requests of an HTTP API (payload format 2.0), and {@code
 * {"task": "count-denials"}} of a schedule. {@link Settings} names the environment.
 */
public final class TokenHandler implements RequestStreamHandler {
  /** Lambda's own limit for an event is 6 MB. */
  private static final int MAX_BYTES = 8 * 1024 * 1024;

  private static final String TASK = "count-denials";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Parts parts;
  private final Clock clock;
  private final PrintStream out;

  /**
   * The function as Lambda makes it.
   *
   * @throws dev.storekeeper.policy.PolicyException if the trust policy has problems
   * @throws IllegalStateException if an environment variable is missing
   */
  public TokenHandler() {
    this(Parts.of(Environment.system(), Clock.systemUTC()), Clock.systemUTC(), System.out);
  }

  TokenHandler(Parts parts, Clock clock, PrintStream out) {
    this.parts = parts;
    this.clock = clock;
    this.out = out;
  }

  @Override
  public void handleRequest(InputStream input, OutputStream output, Context context)
      throws IOException {
    try (Invocation invocation = Invocation.start(context, clock, out)) {
      JsonNode event = JSON.readTree(input.readNBytes(MAX_BYTES));
      output.write(answer(event, invocation).toString().getBytes(StandardCharsets.UTF_8));
      parts.keyRefreshes().report(invocation);
    }
  }

  private JsonNode answer(JsonNode event, Invocation invocation) throws IOException {
    if (HttpEvent.isOne(event)) {
      return parts.routes().answer(event, invocation).event();
    }
    if (event.path("task").asText().equals(TASK)) {
      return counted(invocation);
    }
    throw new IllegalArgumentException(
        "event: found neither a request of an HTTP API (payload format 2.0) nor the task " + TASK);
  }

  private JsonNode counted(Invocation invocation) throws IOException {
    try {
      int windows = parts.sweep().run();
      invocation.metrics().count("CountedWindows", windows);
      return JSON.createObjectNode().put("windows", windows);
    } catch (StateUnavailableException e) {
      throw new IOException("the counts cannot be had; the next run goes on", e);
    }
  }
}
