package dev.storekeeper.sandbox.runtime.lambda;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.storekeeper.sandbox.runtime.messaging.Delivery;
import dev.storekeeper.sandbox.runtime.messaging.Queue;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A queue in memory, with visibility in the time of a clock. */
public final class FakeQueue implements Queue {
  public static final String ARN = "arn:aws:sqs:eu-west-1:111122223333:work";

  private static final ObjectMapper JSON = new ObjectMapper();

  private static final class Stored {
    private final String id;
    private final String body;
    private Instant visibleAt = Instant.MIN;
    private int received;

    private Stored(String id, String body) {
      this.id = id;
      this.body = body;
    }
  }

  private final Clock clock;
  private final Duration visibility;
  private final List<Stored> messages = new ArrayList<>();
  private final List<Delivery> delivered = new ArrayList<>();
  private int sequence;

  public FakeQueue(Clock clock, Duration visibility) {
    this.clock = clock;
    this.visibility = visibility;
  }

  @Override
  public synchronized void deliver(Delivery delivery) {
    delivered.add(delivery);
    sequence++;
    messages.add(new Stored("m" + sequence, delivery.payload()));
    notifyAll();
  }

  /** Adds messages, with the ids m1, m2 and so on. */
  public synchronized FakeQueue send(String... bodies) {
    for (String body : bodies) {
      sequence++;
      messages.add(new Stored("m" + sequence, body));
    }
    notifyAll();
    return this;
  }

  @Override
  public synchronized List<Message> receive(int max, Duration wait) throws InterruptedException {
    long until = System.nanoTime() + wait.toNanos();
    while (true) {
      List<Message> found = new ArrayList<>();
      for (Stored stored : messages) {
        if (found.size() < max && !stored.visibleAt.isAfter(clock.instant())) {
          stored.visibleAt = clock.instant().plus(visibility);
          stored.received++;
          found.add(message(stored));
        }
      }
      long left = until - System.nanoTime();
      if (!found.isEmpty() || left <= 0) {
        return found;
      }
      TimeUnit.NANOSECONDS.timedWait(this, Math.min(left, 20_000_000));
    }
  }

  @Override
  public synchronized boolean awaitMessage(Duration wait) throws InterruptedException {
    long until = System.nanoTime() + wait.toNanos();
    while (messages.stream().allMatch(stored -> stored.visibleAt.isAfter(clock.instant()))) {
      long left = until - System.nanoTime();
      if (left <= 0) {
        return false;
      }
      TimeUnit.NANOSECONDS.timedWait(this, Math.min(left, 20_000_000));
    }
    return true;
  }

  @Override
  public synchronized void delete(String receiptHandle) {
    messages.removeIf(stored -> receipt(stored).equals(receiptHandle));
  }

  @Override
  public synchronized void changeVisibility(String receiptHandle, Duration timeout) {
    throw new AssertionError("not expected");
  }

  @Override
  public Duration visibilityTimeout() {
    return visibility;
  }

  /** What is in the queue, as {@code id} and how often it was received. */
  public synchronized List<String> left() {
    return messages.stream().map(stored -> stored.id + "x" + stored.received).toList();
  }

  /** What was delivered. */
  public synchronized List<Delivery> delivered() {
    return List.copyOf(delivered);
  }

  private static String receipt(Stored stored) {
    return stored.id + "#" + stored.received;
  }

  private static Message message(Stored stored) {
    ObjectNode record = JSON.createObjectNode();
    record
        .put("messageId", stored.id)
        .put("receiptHandle", receipt(stored))
        .put("body", stored.body)
        .put("eventSource", "aws:sqs");
    return new Message(receipt(stored), record);
  }
}
