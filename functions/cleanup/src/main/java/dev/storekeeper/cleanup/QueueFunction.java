package dev.storekeeper.cleanup;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.storekeeper.cleanup.execute.Deadline;
import dev.storekeeper.cleanup.queue.Consumer;
import dev.storekeeper.cleanup.queue.Envelope;
import dev.storekeeper.cleanup.queue.WorkQueue;
import dev.storekeeper.cleanup.scan.WorkResult;
import dev.storekeeper.lambda.Invocation;
import dev.storekeeper.lambda.QueueBatch;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.io.PrintStream;

/**
 * A function that a schedule starts with {@code {"task": "…"}}, and that works off the messages of
 * a queue.
 */
abstract class QueueFunction implements RequestStreamHandler {
  private static final int MAX_BYTES = 8 * 1024 * 1024;

  /** What has to follow a package or a chunk fits in this. */
  private static final int RESERVE_MILLIS = 60_000;

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Kit kit;
  private final PrintStream out;
  private final String task;
  private final WorkQueue queue;

  /**
   * A function with a kit.
   *
   * @param out where logs and metrics go
   * @param task what the schedule calls it
   * @param queue the queue whose messages it gets
   */
  QueueFunction(Kit kit, PrintStream out, String task, WorkQueue queue) {
    this.kit = kit;
    this.out = out;
    this.task = task;
    this.queue = queue;
  }

  /** Does what the schedule asks for, and returns what is answered. */
  abstract ObjectNode scheduled(JsonNode event, Invocation invocation) throws IOException;

  /**
   * Does the work of a message.
   *
   * @throws Exception for any failure; it is tried again for an hour at least
   */
  abstract WorkResult work(Envelope message, Deadline deadline, Invocation invocation)
      throws Exception;

  @Override
  public final void handleRequest(InputStream input, OutputStream output, Context context)
      throws IOException {
    byte[] event = input.readNBytes(MAX_BYTES);
    JsonNode json = JSON.readTree(event);
    try (Invocation invocation = Invocation.start(context, kit.clock(), out)) {
      if (json.path("task").asText().equals(task)) {
        output.write(JSON.writeValueAsBytes(scheduled(json, invocation)));
        return;
      }
      Deadline deadline = () -> context.getRemainingTimeInMillis() > RESERVE_MILLIS;
      Consumer consumer = new Consumer(queue, message -> work(message, deadline, invocation));
      new QueueBatch(kit.deadLetters(), 1)
          .run(
              new ByteArrayInputStream(event),
              output,
              invocation.log(),
              message -> consumer.handle(message, invocation.log()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw (IOException) new InterruptedIOException("interrupted in a batch").initCause(e);
    }
  }
}
