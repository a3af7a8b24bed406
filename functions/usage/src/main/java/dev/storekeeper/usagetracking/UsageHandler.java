package dev.storekeeper.usagetracking;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.storekeeper.lambda.BatchSummary;
import dev.storekeeper.lambda.Environment;
import dev.storekeeper.lambda.Invocation;
import dev.storekeeper.lambda.QueueBatch;
import dev.storekeeper.usage.Coverage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;

/**
 * The usage function: takes a batch of its queue and answers which messages SQS has to deliver
 * again, or follows the coverage when its schedule calls it.
 */
public final class UsageHandler implements RequestStreamHandler {
  /** Lambda's own limit for an event is 6 MB. */
  private static final int MAX_BYTES = 8 * 1024 * 1024;

  private static final int CONCURRENCY = 4;
  private static final String TASK = "follow-coverage";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Parts parts;
  private final UsageTracking tracking;
  private final QueueBatch batch;
  private final Clock clock;
  private final PrintStream out;

  /**
   * The function as Lambda makes it.
   *
   * @throws IllegalStateException if an environment variable is missing
   * @throws IllegalArgumentException if a list of principals is not one
   */
  public UsageHandler() {
    this(Parts.of(Environment.system(), Clock.systemUTC()), Clock.systemUTC(), System.out);
  }

  UsageHandler(Parts parts, Clock clock, PrintStream out) {
    this.parts = parts;
    this.tracking = new UsageTracking(parts);
    this.batch = new QueueBatch(parts.deadLetters(), CONCURRENCY);
    this.clock = clock;
    this.out = out;
  }

  @Override
  public void handleRequest(InputStream input, OutputStream output, Context context)
      throws IOException {
    try (Invocation invocation = Invocation.start(context, clock, out)) {
      byte[] event = input.readNBytes(MAX_BYTES);
      if (JSON.readTree(event).path("task").asText().equals(TASK)) {
        Coverage coverage = parts.coverageTask().run(invocation);
        output.write(answer(coverage).toString().getBytes(StandardCharsets.UTF_8));
        return;
      }
      BatchSummary summary =
          batch.run(
              new ByteArrayInputStream(event),
              output,
              invocation.log(),
              message -> tracking.take(message, invocation));
      invocation.metrics().count("Rejected", summary.rejected());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw (IOException) new InterruptedIOException("interrupted in a batch").initCause(e);
    }
  }

  private static JsonNode answer(Coverage coverage) {
    var answer = JSON.createObjectNode();
    coverage.since().ifPresent(since -> answer.put("since", since.toString()));
    coverage.until().ifPresent(until -> answer.put("until", until.toString()));
    return answer;
  }
}
