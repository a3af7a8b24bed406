package dev.storekeeper.sandbox.runtime.sns;

import dev.storekeeper.sandbox.runtime.AwsException;
import dev.storekeeper.sandbox.runtime.time.Activity;
import dev.storekeeper.sandbox.runtime.time.VirtualClock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Delivers in the background, as often as needed. The waits are a short form of SNS's phases
 * (Developer Guide, "Amazon SNS message delivery retries"): three retries at once, two a second
 * apart, then ones that back off to 20 seconds; SNS itself goes on for hours or days. Waits are of
 * virtual time.
 */
final class Courier implements AutoCloseable {
  static final List<Duration> WAITS =
      List.of(
          Duration.ZERO,
          Duration.ZERO,
          Duration.ZERO,
          Duration.ofSeconds(1),
          Duration.ofSeconds(1),
          Duration.ofSeconds(2),
          Duration.ofSeconds(5),
          Duration.ofSeconds(10),
          Duration.ofSeconds(20));
  private static final int AT_A_TIME = 64;
  private static final int MAX_PENDING = 100_000;

  private record Job(Subscription subscription, Publication publication) {}

  private final VirtualClock clock;
  private final Channels channels;
  private final DeliveryLog log;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Semaphore places = new Semaphore(AT_A_TIME);
  private final AtomicInteger pending = new AtomicInteger();

  Courier(VirtualClock clock, Channels channels, DeliveryLog log) {
    this.clock = clock;
    this.channels = channels;
    this.log = log;
  }

  /** Refuses a publication while too much is under way. */
  void requireRoom() {
    if (pending.get() >= MAX_PENDING) {
      throw new AwsException(
          429, "Throttled", "the sandbox has " + MAX_PENDING + " deliveries under way");
    }
  }

  /** How many deliveries are neither made nor given up. */
  int pending() {
    return pending.get();
  }

  void send(Subscription subscription, Publication publication) {
    pending.incrementAndGet();
    start(new Job(subscription, publication), 0);
  }

  void record(
      Publication publication,
      Optional<Subscription> subscription,
      DeliveryLog.Outcome outcome,
      String detail) {
    Notification notification = publication.notification();
    Map<String, String> attributes = new HashMap<>();
    notification.attributes().forEach((name, value) -> attributes.put(name, value.value()));
    log.add(
        new DeliveryLog.Entry(
            clock.instant(),
            publication.topicArn(),
            publication.messageId(),
            notification.subject(),
            notification.message(),
            attributes,
            subscription.map(Subscription::arn).orElse(""),
            subscription.map(Subscription::endpoint).orElse(""),
            outcome,
            detail));
  }

  @Override
  public void close() {
    threads.shutdownNow();
    channels.close();
  }

  private void start(Job job, int failures) {
    Activity.Work work = clock.activity().open("a notification");
    try {
      threads.execute(() -> {
        try (work) {
          attempt(job, failures);
        }
      });
    } catch (RejectedExecutionException e) {
      work.close();
      settle(job, DeliveryLog.Outcome.FAILED, "the sandbox is stopping");
    }
  }

  private void attempt(Job job, int failures) {
    Optional<AwsException> refusal = tryOnce(job);
    if (refusal.isEmpty()) {
      settle(job, DeliveryLog.Outcome.DELIVERED, "");
    } else if (refusal.get().retryable() && failures < WAITS.size()) {
      retry(job, failures, refusal.get());
    } else {
      giveUp(job, refusal.get());
    }
  }

  private Optional<AwsException> tryOnce(Job job) {
    places.acquireUninterruptibly();
    try {
      channels.deliver(job.subscription(), job.publication());
      return Optional.empty();
    } catch (AwsException e) {
      return Optional.of(e);
    } catch (RuntimeException e) {
      return Optional.of(new AwsException(500, "InternalError", e.toString()));
    } finally {
      places.release();
    }
  }

  private void retry(Job job, int failures, AwsException refusal) {
    Duration wait = WAITS.get(failures);
    if (wait.isPositive()) {
      // Scheduled before it is told: who reads of the retry may move the clock to it.
      clock.schedule(clock.instant().plus(wait), () -> start(job, failures + 1));
    }
    record(
        job.publication(),
        Optional.of(job.subscription()),
        DeliveryLog.Outcome.RETRYING,
        refusal.getMessage());
    if (wait.isZero()) {
      start(job, failures + 1);
    }
  }

  private void giveUp(Job job, AwsException refusal) {
    Optional<String> queue = job.subscription().deadLetters();
    if (queue.isEmpty()) {
      settle(job, DeliveryLog.Outcome.FAILED, refusal.getMessage());
      return;
    }
    try {
      channels.deadLetter(queue.get(), job.subscription(), job.publication(), refusal);
      settle(job, DeliveryLog.Outcome.DEAD_LETTERED, refusal.getMessage());
    } catch (AwsException e) {
      settle(
          job,
          DeliveryLog.Outcome.FAILED,
          refusal.getMessage() + "; the dead-letter queue refused it: " + e.getMessage());
    }
  }

  private void settle(Job job, DeliveryLog.Outcome outcome, String detail) {
    record(job.publication(), Optional.of(job.subscription()), outcome, detail);
    pending.decrementAndGet();
  }
}
