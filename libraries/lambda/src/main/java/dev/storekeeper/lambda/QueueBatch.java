package dev.storekeeper.lambda;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.storekeeper.lambda.MessageOutcome.Done;
import dev.storekeeper.lambda.MessageOutcome.Reject;
import dev.storekeeper.lambda.MessageOutcome.Retry;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;

/**
 * Deals with the messages of an SQS batch, each on its own: whatever becomes of one, its neighbours
 * are dealt with. Answers in Lambda's partial batch response, so the event source mapping needs
 * {@code ReportBatchItemFailures}. Thread-safe.
 */
public final class QueueBatch {
  private final DeadLetters deadLetters;
  private final int concurrency;

  /**
   * A batch reader.
   *
   * @param deadLetters where rejected messages go
   * @param concurrency how many messages are dealt with at the same time, at least 1
   */
  public QueueBatch(DeadLetters deadLetters, int concurrency) {
    if (concurrency < 1) {
      throw new IllegalArgumentException(
          "concurrency is " + concurrency + ", at least 1 is needed");
    }
    this.deadLetters = deadLetters;
    this.concurrency = concurrency;
  }

  /**
   * Reads the batch, deals with its messages and writes which of them SQS has to deliver again.
   *
   * @throws IllegalArgumentException if the event is not an SQS event; SQS then delivers the whole
   *     batch again
   * @throws InterruptedException if the thread was interrupted while messages were dealt with
   */
  public BatchSummary run(InputStream in, OutputStream out, Log log, MessageHandler handler)
      throws IOException, InterruptedException {
    List<QueueMessage> messages = QueueEvent.read(in);
    List<MessageOutcome> outcomes = outcomes(messages, log, handler);
    ObjectNode response = JsonNodeFactory.instance.objectNode();
    ArrayNode failures = response.putArray("batchItemFailures");
    int rejected = 0;
    for (int i = 0; i < messages.size(); i++) {
      switch (outcomes.get(i)) {
        case Done done -> {}
        case Retry retry -> failures.addObject().put("itemIdentifier", messages.get(i).id());
        case Reject reject -> rejected++;
      }
    }
    out.write(response.toString().getBytes(StandardCharsets.UTF_8));
    return new BatchSummary(
        messages.size() - failures.size() - rejected, failures.size(), rejected);
  }

  private List<MessageOutcome> outcomes(
      List<QueueMessage> messages, Log log, MessageHandler handler) throws InterruptedException {
    Semaphore permits = new Semaphore(concurrency);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<MessageOutcome>> running = new ArrayList<>(messages.size());
      for (QueueMessage message : messages) {
        permits.acquire();
        running.add(
            threads.submit(() -> {
              try {
                return outcome(message, log, handler);
              } finally {
                permits.release();
              }
            }));
      }
      List<MessageOutcome> outcomes = new ArrayList<>(messages.size());
      for (int i = 0; i < messages.size(); i++) {
        outcomes.add(result(running.get(i), messages.get(i), log));
      }
      return outcomes;
    }
  }

  private MessageOutcome outcome(QueueMessage message, Log log, MessageHandler handler)
      throws Exception {
    MessageOutcome outcome = handler.handle(message);
    switch (outcome) {
      case Done done -> {}
      case Retry retry ->
          log.warn(
              "message is retried", Map.of("messageId", message.id(), "reason", retry.reason()));
      case Reject reject -> {
        deadLetters.send(message, reject.reason());
        log.error(
            "message is rejected", Map.of("messageId", message.id(), "reason", reject.reason()));
      }
    }
    return outcome;
  }

  private static MessageOutcome result(
      Future<MessageOutcome> running, QueueMessage message, Log log) throws InterruptedException {
    try {
      return running.get();
    } catch (ExecutionException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      log.error("message failed and is retried", cause, Map.of("messageId", message.id()));
      return new Retry(cause.toString());
    }
  }
}
