package dev.storekeeper.sandbox.runtime.sqs;

import dev.storekeeper.sandbox.runtime.AwsException;
import dev.storekeeper.sandbox.runtime.time.VirtualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A standard queue. Safe for use by many threads. */
final class StandardQueue {
  private static final long MAX_BYTES = 512L << 20;
  private static final int MAX_IN_FLIGHT = 120_000;
  private static final Duration BETWEEN_PURGES = Duration.ofSeconds(60);

  private final String name;
  private final String arn;
  private final Instant createdAt;
  private final VirtualClock clock;
  private final Function<String, Optional<StandardQueue>> queues;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final MessageStore messages = new MessageStore();
  private volatile QueueSettings settings;
  private volatile Instant modifiedAt;
  private Instant purgedAt = Instant.EPOCH;
  private Instant wakeAt = Instant.MAX;
  private VirtualClock.@Nullable Timer wake;
  private int waiting;
  private boolean deleted;

  /** An empty queue that finds its dead-letter queue by ARN among others. */
  StandardQueue(
      String name,
      String arn,
      QueueSettings settings,
      VirtualClock clock,
      Function<String, Optional<StandardQueue>> queues) {
    this.name = name;
    this.arn = arn;
    this.settings = settings;
    this.clock = clock;
    this.queues = queues;
    this.createdAt = clock.instant();
    this.modifiedAt = createdAt;
  }

  String name() {
    return name;
  }

  String arn() {
    return arn;
  }

  QueueSettings settings() {
    return settings;
  }

  Instant createdAt() {
    return createdAt;
  }

  Instant modifiedAt() {
    return modifiedAt;
  }

  void configure(QueueSettings changed) {
    settings = changed;
    modifiedAt = clock.instant();
  }

  /** Takes a message and returns its id. */
  String send(MessageContent content, String senderId, Optional<Duration> delay) {
    QueueSettings current = settings;
    if (content.size() > current.maximumMessageSize()) {
      throw Refusals.invalidParameter(
          "One or more parameters are invalid. Reason: Message must be shorter than "
              + current.maximumMessageSize()
              + " bytes.");
    }
    lock.lock();
    try {
      Instant now = refresh();
      requireRoom(content.size());
      StoredMessage message =
          new StoredMessage(UUID.randomUUID().toString(), content, senderId, now);
      add(message, now.plus(delay.orElse(current.delay())), now);
      return message.id;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Takes up to {@code max} messages, waiting for the first one for up to {@code wait} of real
   * time.
   */
  List<Reception> receive(int max, Duration wait, Optional<Duration> visibility)
      throws InterruptedException {
    long deadline = System.nanoTime() + wait.toNanos();
    while (true) {
      Optional<StandardQueue> deadLetters =
          settings.redrive().flatMap(policy -> queues.apply(policy.deadLetterTargetArn()));
      MessageStore.Taken taken;
      List<Reception> receptions;
      lock.lockInterruptibly();
      try {
        taken = take(max, visibility, deadLetters.isPresent());
        receptions = taken.received().stream().map(message -> Reception.of(message, name)).toList();
        if (taken.isEmpty() && (deleted || !awaitChange(deadline))) {
          return List.of();
        }
      } finally {
        lock.unlock();
      }
      // Outside the lock: two queues may be each other's dead-letter queue.
      deadLetters.ifPresent(queue -> taken.exhausted().forEach(each -> queue.arrive(each, arn)));
      if (!receptions.isEmpty()) {
        return receptions;
      }
    }
  }

  /** Waits for a message that can be received, for up to {@code wait} of real time. */
  boolean awaitMessage(Duration wait) throws InterruptedException {
    long deadline = System.nanoTime() + wait.toNanos();
    lock.lockInterruptibly();
    try {
      while (true) {
        refresh();
        if (messages.counts().visible() > 0) {
          return true;
        }
        if (deleted || !awaitChange(deadline)) {
          return false;
        }
      }
    } finally {
      lock.unlock();
    }
  }

  void delete(String receiptHandle) {
    Receipt receipt = Receipt.of(receiptHandle, name);
    lock.lock();
    try {
      refresh();
      messages.find(receipt).ifPresent(messages::remove);
    } finally {
      lock.unlock();
    }
  }

  void changeVisibility(String receiptHandle, Duration timeout) {
    Receipt receipt = Receipt.of(receiptHandle, name);
    lock.lock();
    try {
      Instant now = refresh();
      StoredMessage message =
          messages
              .find(receipt)
              .filter(found -> found.inFlight)
              .orElseThrow(() ->
                  Refusals.of(
                      "MessageNotInflight",
                      "the message " + receipt.messageId() + " is not in flight"));
      requireWithinTwelveHours(message, now.plus(timeout), timeout);
      messages.hideUntil(message, now.plus(timeout), now);
      changed();
    } finally {
      lock.unlock();
    }
  }

  void purge() {
    lock.lock();
    try {
      Instant now = clock.instant();
      if (now.isBefore(purgedAt.plus(BETWEEN_PURGES))) {
        throw new AwsException(
            403,
            "PurgeQueueInProgress",
            "Only one PurgeQueue operation on " + name + " is allowed every 60 seconds.");
      }
      purgedAt = now;
      messages.clear();
    } finally {
      lock.unlock();
    }
  }

  /** Empties the queue for good and lets its receivers go. */
  void close() {
    lock.lock();
    try {
      deleted = true;
      messages.clear();
      changed();
    } finally {
      lock.unlock();
    }
  }

  MessageStore.Counts counts() {
    lock.lock();
    try {
      refresh();
      return messages.counts();
    } finally {
      lock.unlock();
    }
  }

  private void arrive(StoredMessage exhausted, String sourceArn) {
    lock.lock();
    try {
      Instant now = refresh();
      add(exhausted.deadLetter(sourceArn), now, now);
    } finally {
      lock.unlock();
    }
  }

  private MessageStore.Taken take(int max, Optional<Duration> visibility, boolean redriven) {
    QueueSettings current = settings;
    Instant now = refresh();
    if (messages.counts().inFlight() >= MAX_IN_FLIGHT) {
      throw new AwsException(403, "OverLimit", "Too many messages in flight for the queue " + name);
    }
    int maxReceptions =
        redriven
            ? current.redrive().map(RedrivePolicy::maxReceiveCount).orElse(Integer.MAX_VALUE)
            : Integer.MAX_VALUE;
    return messages.take(max, now, visibility.orElse(current.visibility()), maxReceptions);
  }

  private void add(StoredMessage message, Instant visibleAt, Instant now) {
    messages.add(message, visibleAt, now);
    changed();
  }

  private Instant refresh() {
    Instant now = clock.instant();
    messages.update(now, settings.retention());
    return now;
  }

  @SuppressWarnings("WaitNotInLoop") // the callers look again in a loop
  private boolean awaitChange(long deadline) throws InterruptedException {
    long left = deadline - System.nanoTime();
    if (left <= 0) {
      return false;
    }
    waiting++;
    try {
      wakeWhenNextAppears();
      changed.await(left, TimeUnit.NANOSECONDS);
      return true;
    } finally {
      waiting--;
    }
  }

  private void changed() {
    if (waiting > 0) {
      changed.signalAll();
      wakeWhenNextAppears();
    }
  }

  // The condition waits in real time, messages appear in virtual time: one timer joins the two.
  private void wakeWhenNextAppears() {
    Instant next = messages.nextVisible().orElse(Instant.MAX);
    if (next.isBefore(wakeAt)) {
      if (wake != null) {
        wake.cancel();
      }
      wakeAt = next;
      wake = clock.schedule(next, this::woken);
    }
  }

  private void woken() {
    lock.lock();
    try {
      wakeAt = Instant.MAX;
      wake = null;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void requireRoom(int size) {
    if (deleted) {
      throw Refusals.noQueue(name);
    }
    if (messages.bytes() + size > MAX_BYTES) {
      throw new AwsException(
          403, "OverLimit", "the sandbox keeps at most 512 MiB of messages in the queue " + name);
    }
  }

  private void requireWithinTwelveHours(StoredMessage message, Instant end, Duration timeout) {
    if (end.isAfter(message.lastReceivedAt.plusSeconds(QueueSettings.MAX_VISIBILITY_SECONDS))) {
      throw Refusals.invalidParameter(
          "Value "
              + timeout.toSeconds()
              + " for parameter VisibilityTimeout is invalid. Reason:"
              + " Total VisibilityTimeout for the message is beyond the limit [43200 seconds].");
    }
  }
}
