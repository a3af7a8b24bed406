package dev.storekeeper.cleanup.queue;

import dev.storekeeper.cleanup.scan.WorkResult;
import dev.storekeeper.lambda.Log;
import dev.storekeeper.lambda.MessageOutcome;
import dev.storekeeper.lambda.QueueMessage;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/**
 * Deals with messages of work: what has to come again is sent anew with a delay, because a message
 * that is given back would come only after the queue's long visibility timeout.
 */
public final class Consumer {
  /** About a day, with the delays of {@link WorkQueue}. */
  private static final int MOST_ATTEMPTS = 120;

  /** An hour or more; then a person has to look. */
  private static final int MOST_FAILURES = 18;

  private final WorkQueue queue;
  private final Worker worker;

  /** A consumer that sends to the queue that its messages come from. */
  public Consumer(WorkQueue queue, Worker worker) {
    this.queue = queue;
    this.worker = worker;
  }

  /** Does one piece of work. */
  @FunctionalInterface
  public interface Worker {
    /**
     * Does the work of a message.
     *
     * @throws Exception for any failure; it is tried again for an hour at least
     */
    WorkResult work(Envelope message) throws Exception;
  }

  /**
   * Deals with a message of the queue.
   *
   * @throws IOException if it has to come again and cannot be sent; SQS then delivers it again
   */
  public MessageOutcome handle(QueueMessage message, Log log)
      throws IOException, InterruptedException {
    Optional<Envelope> envelope = Envelope.read(message.body());
    if (envelope.isEmpty()) {
      return new MessageOutcome.Reject("it is no message of work");
    }
    Envelope work = envelope.get();
    WorkResult result;
    try {
      result = worker.work(work);
    } catch (InterruptedException e) {
      throw e;
    } catch (Exception e) {
      return failed(work, e, log);
    }
    return outcome(work, result, log);
  }

  private MessageOutcome failed(Envelope message, Exception failure, Log log) throws IOException {
    log.error("work failed", failure, Map.of("kind", message.kind(), "attempt", message.attempt()));
    return message.failures() >= MOST_FAILURES
        ? new MessageOutcome.Reject("after many failures: " + failure)
        : again(message.failed(), failure.toString(), log);
  }

  private MessageOutcome outcome(Envelope message, WorkResult result, Log log) throws IOException {
    return switch (result) {
      case WorkResult.Done done -> new MessageOutcome.Done();
      case WorkResult.Continued continued -> new MessageOutcome.Done();
      case WorkResult.Refused(String reason) -> {
        log.warn("work is refused", Map.of("kind", message.kind(), "reason", reason));
        yield new MessageOutcome.Done();
      }
      case WorkResult.Again(String reason) -> again(message, reason, log);
    };
  }

  private MessageOutcome again(Envelope message, String reason, Log log) throws IOException {
    if (message.attempt() >= MOST_ATTEMPTS) {
      return new MessageOutcome.Reject("after many attempts: " + reason);
    }
    queue.again(message);
    log.info(
        "work is put off",
        Map.of("kind", message.kind(), "reason", reason, "attempt", message.attempt()));
    return new MessageOutcome.Done();
  }
}
