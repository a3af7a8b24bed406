package dev.storekeeper.announcement;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.storekeeper.lambda.Invocation;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;

/**
 * The announcement function: enriches a pipe from the ledger's stream to the {@code storekeeper}
 * bus. Takes an array of DynamoDB stream records, answers the array of events to put on the bus.
 */
public final class AnnouncementHandler implements RequestStreamHandler {
  /** Lambda's own limit for an event is 6 MB. */
  private static final int MAX_BYTES = 8 * 1024 * 1024;

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Clock clock;
  private final PrintStream out;

  /** Writes its log to the standard output. */
  public AnnouncementHandler() {
    this(Clock.systemUTC(), System.out);
  }

  /** Writes its log to a stream. */
  public AnnouncementHandler(Clock clock, PrintStream out) {
    this.clock = clock;
    this.out = out;
  }

  @Override
  public void handleRequest(InputStream input, OutputStream output, Context context)
      throws IOException {
    try (Invocation invocation = Invocation.start(context, clock, out)) {
      JsonNode changes = JSON.readTree(input.readNBytes(MAX_BYTES));
      if (!changes.isArray()) {
        throw new IllegalArgumentException(
            "event: found "
                + changes.getNodeType()
                + ", expected the array of stream records that a pipe sends");
      }
      output.write(
          Announcement.of(changes, invocation).toString().getBytes(StandardCharsets.UTF_8));
    }
  }
}
