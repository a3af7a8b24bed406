package dev.storekeeper.cleanup.queue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.storekeeper.cleanup.scan.Messages;
import java.io.IOException;
import java.time.Duration;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;

/** A queue of work in SQS. Safe for use by many threads. */
public final class WorkQueue implements Messages {
  /** The longest delay of a message in SQS. */
  private static final Duration LONGEST = Duration.ofMinutes(15);

  private static final Duration STEP = Duration.ofSeconds(20);

  private final SqsClient sqs;
  private final String url;

  /** The queue of this URL. */
  public WorkQueue(SqsClient sqs, String url) {
    this.sqs = sqs;
    this.url = url;
  }

  @Override
  public void send(String kind, ObjectNode body) throws IOException {
    send(Envelope.first(kind, body), Duration.ZERO);
  }

  /** Sends a message again, the later the more often it came. */
  public void again(Envelope message) throws IOException {
    Envelope next = message.again();
    Duration delay = STEP.multipliedBy(next.attempt());
    send(next, delay.compareTo(LONGEST) < 0 ? delay : LONGEST);
  }

  private void send(Envelope message, Duration delay) throws IOException {
    try {
      sqs.sendMessage(request ->
          request
              .queueUrl(url)
              .messageBody(message.write())
              .delaySeconds(Math.toIntExact(delay.toSeconds())));
    } catch (SdkException e) {
      throw new IOException("the queue " + url + " took no message", e);
    }
  }
}
