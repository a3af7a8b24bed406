package dev.storekeeper.sandbox.runtime.sqs;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * The messages of one queue. Every operation costs O(log n) per message that it touches. Guarded by
 * the queue's lock; each call first lets due messages appear and old ones go.
 *
 * <p>A message is in {@code ready} when it can be received and in {@code hidden} while it is
 * delayed or in flight, never in both.
 */
final class MessageStore {
  private final Map<String, StoredMessage> byId = new HashMap<>();
  private final TreeSet<StoredMessage> ready =
      new TreeSet<>(Comparator.comparingLong(message -> message.order));
  private final TreeSet<StoredMessage> hidden =
      new TreeSet<>(
          Comparator.<StoredMessage, Instant>comparing(message -> message.visibleAt)
              .thenComparingLong(message -> message.order));
  private final TreeSet<StoredMessage> byAge =
      new TreeSet<>(
          Comparator.<StoredMessage, Instant>comparing(message -> message.sentAt)
              .thenComparingLong(message -> message.order));
  private long sequence;
  private long bytes;
  private int inFlight;

  /** How many messages can be received, are in flight, and are delayed. */
  record Counts(int visible, int inFlight, int delayed, Optional<Instant> oldestSentAt) {}

  /** Messages for a receiver, and those that were received too often and left the queue instead. */
  record Taken(List<StoredMessage> received, List<StoredMessage> exhausted) {
    boolean isEmpty() {
      return received.isEmpty() && exhausted.isEmpty();
    }
  }

  void update(Instant now, Duration retention) {
    while (!byAge.isEmpty() && !byAge.first().sentAt.plus(retention).isAfter(now)) {
      remove(byAge.first());
    }
    while (!hidden.isEmpty() && !hidden.first().visibleAt.isAfter(now)) {
      show(hidden.first());
    }
  }

  void add(StoredMessage message, Instant visibleAt, Instant now) {
    message.order = sequence++;
    message.visibleAt = visibleAt;
    byId.put(message.id, message);
    byAge.add(message);
    bytes += message.size;
    (visibleAt.isAfter(now) ? hidden : ready).add(message);
  }

  /** Takes messages, oldest first; those received {@code maxReceptions} times already leave. */
  Taken take(int max, Instant now, Duration visibility, int maxReceptions) {
    List<StoredMessage> received = new ArrayList<>();
    List<StoredMessage> exhausted = new ArrayList<>();
    while (received.size() < max && !ready.isEmpty()) {
      StoredMessage message = ready.first();
      if (message.receivedHere >= maxReceptions) {
        remove(message);
        exhausted.add(message);
      } else {
        ready.pollFirst();
        receive(message, now, visibility);
        received.add(message);
      }
    }
    return new Taken(received, exhausted);
  }

  /** The message of a receipt, if it is still there and was not received again since. */
  Optional<StoredMessage> find(Receipt receipt) {
    return Optional.ofNullable(byId.get(receipt.messageId()))
        .filter(message -> message.receivedHere == receipt.reception());
  }

  void remove(StoredMessage message) {
    byId.remove(message.id);
    byAge.remove(message);
    bytes -= message.size;
    if (!ready.remove(message)) {
      hidden.remove(message);
    }
    settle(message);
  }

  void hideUntil(StoredMessage message, Instant visibleAt, Instant now) {
    hidden.remove(message);
    message.visibleAt = visibleAt;
    hidden.add(message);
    if (!visibleAt.isAfter(now)) {
      show(message);
    }
  }

  void clear() {
    byId.clear();
    byAge.clear();
    ready.clear();
    hidden.clear();
    bytes = 0;
    inFlight = 0;
  }

  /** When the next hidden message appears. */
  Optional<Instant> nextVisible() {
    return hidden.isEmpty() ? Optional.empty() : Optional.of(hidden.first().visibleAt);
  }

  Counts counts() {
    return new Counts(
        ready.size(),
        inFlight,
        hidden.size() - inFlight,
        byAge.isEmpty() ? Optional.empty() : Optional.of(byAge.first().sentAt));
  }

  long bytes() {
    return bytes;
  }

  private void receive(StoredMessage message, Instant now, Duration visibility) {
    message.receiveCount++;
    message.receivedHere++;
    message.lastReceivedAt = now;
    if (message.firstReceivedAt.equals(Instant.EPOCH)) {
      message.firstReceivedAt = now;
    }
    message.visibleAt = now.plus(visibility);
    message.inFlight = true;
    inFlight++;
    hidden.add(message);
  }

  private void show(StoredMessage message) {
    hidden.remove(message);
    settle(message);
    ready.add(message);
  }

  private void settle(StoredMessage message) {
    if (message.inFlight) {
      message.inFlight = false;
      inFlight--;
    }
  }
}
