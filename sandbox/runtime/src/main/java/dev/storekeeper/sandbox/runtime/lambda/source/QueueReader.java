package dev.storekeeper.sandbox.runtime.lambda.source;

import dev.storekeeper.sandbox.runtime.AwsException;
import dev.storekeeper.sandbox.runtime.messaging.Queue;
import dev.storekeeper.sandbox.runtime.time.Activity;
import dev.storekeeper.sandbox.runtime.time.VirtualClock;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Reads a queue in batches. Messages that are done, or that the filter drops, are deleted; others
 * reappear after the queue's visibility timeout. Several may read one queue. Its thread ends at an
 * interrupt.
 */
public final class QueueReader implements Runnable {
  private static final int MAX_RECEIVED = 10;
  private static final Duration FIRST_DELAY = Duration.ofMillis(200);
  private static final Duration MOST_DELAY = Duration.ofSeconds(10);

  private final Queue queue;
  private final QueueSettings settings;
  private final EventFilter filter;
  private final QueueHandler handler;
  private final VirtualClock clock;
  private final Consumer<String> problems;
  private final Activity activity;
  private volatile List<Queue.Message> left = List.of();
  private volatile boolean waitsForTime;

  /**
   * A reader.
   *
   * @param problems takes what goes wrong, for people
   */
  public QueueReader(
      Queue queue,
      QueueSettings settings,
      EventFilter filter,
      QueueHandler handler,
      VirtualClock clock,
      Consumer<String> problems) {
    this.queue = queue;
    this.settings = settings;
    this.filter = filter;
    this.handler = handler;
    this.clock = clock;
    this.problems = problems;
    this.activity = clock.activity();
  }

  @Override
  public void run() {
    try (Activity.Registration _ = activity.add(this::waiting)) {
      int failures = 0;
      while (!Thread.currentThread().isInterrupted()) {
        failures = tryNext() ? 0 : failures + 1;
        if (failures > 0) {
          try (Activity.Work _ = activity.begin("a reader of a queue")) {
            pause(Pause.growing(FIRST_DELAY, failures, MOST_DELAY));
          }
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean tryNext() throws InterruptedException {
    try {
      if (!left.isEmpty() || queue.awaitMessage(settings.poll())) {
        try (Activity.Work _ = activity.begin("a batch of messages")) {
          handleNext();
        }
      }
      return true;
    } catch (RuntimeException e) {
      problems.accept("cannot read the queue, will try again: " + e);
      return false;
    }
  }

  private Optional<String> waiting() {
    try {
      return !waitsForTime && (!left.isEmpty() || queue.awaitMessage(Duration.ZERO))
          ? Optional.of("messages in a queue")
          : Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.of("messages in a queue, perhaps");
    }
  }

  private void pause(Duration duration) throws InterruptedException {
    waitsForTime = true;
    try {
      Pause.of(clock, duration);
    } finally {
      waitsForTime = false;
    }
  }

  private void handleNext() throws InterruptedException {
    List<Queue.Message> batch = gather();
    if (batch.isEmpty()) {
      return;
    }
    Set<String> failed = handle(batch);
    for (Queue.Message message : batch) {
      if (!failed.contains(message.id())) {
        queue.delete(message.receiptHandle());
      }
    }
  }

  private List<Queue.Message> gather() throws InterruptedException {
    List<Queue.Message> batch = new ArrayList<>(left);
    left = List.of();
    if (batch.size() < settings.batchSize()) {
      receive(batch, Duration.ZERO);
    }
    if (!batch.isEmpty() && !settings.window().isZero()) {
      Instant until = clock.instant().plus(settings.window());
      while (batch.size() < settings.batchSize() && clock.instant().isBefore(until)) {
        receive(batch, settings.poll().dividedBy(10));
      }
    }
    int bytes = 0;
    for (int i = 0; i < batch.size(); i++) {
      bytes += batch.get(i).record().toString().getBytes(StandardCharsets.UTF_8).length + 1;
      if (i > 0 && bytes > StreamReader.MAX_BYTES - 1024) {
        left = List.copyOf(batch.subList(i, batch.size()));
        return batch.subList(0, i);
      }
    }
    return batch;
  }

  private void receive(List<Queue.Message> batch, Duration wait) throws InterruptedException {
    int max = Math.min(MAX_RECEIVED, settings.batchSize() - batch.size());
    for (Queue.Message message : queue.receive(max, wait)) {
      if (filter.matches(message.record())) {
        batch.add(message);
      } else {
        queue.delete(message.receiptHandle());
      }
    }
  }

  private Set<String> handle(List<Queue.Message> batch) throws InterruptedException {
    // Beyond half of the visibility timeout another reader could get the batch while this one runs.
    Instant until = clock.instant().plus(queue.visibilityTimeout().dividedBy(2));
    for (int attempt = 1; ; attempt++) {
      try {
        return handler.handle(List.copyOf(batch));
      } catch (AwsException e) {
        problems.accept("a batch was refused: " + e.code() + ": " + e.getMessage());
        Duration delay = Pause.growing(FIRST_DELAY, attempt, MOST_DELAY);
        if (!e.retryable() || clock.instant().plus(delay).isAfter(until)) {
          return batch.stream().map(Queue.Message::id).collect(Collectors.toSet());
        }
        pause(delay);
      }
    }
  }
}
