package dev.storekeeper.sandbox.runtime.sns;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;

/**
 * What was published and what became of it, the newest 10,000 entries or 64 Mi characters of
 * messages. Safe for use by many threads.
 */
public final class DeliveryLog {
  private static final int MAX_ENTRIES = 10_000;
  private static final long MAX_CHARACTERS = 64L << 20;

  private final Deque<Entry> entries = new ArrayDeque<>();
  private long characters;

  /** What happened. */
  public enum Outcome {
    /** A topic took a message. */
    PUBLISHED,
    /** A subscriber got it. */
    DELIVERED,
    /** A subscription's filter policy did not want it. */
    FILTERED,
    /** An attempt failed and another one follows. */
    RETRYING,
    /** Every attempt failed and the subscription's dead-letter queue got it. */
    DEAD_LETTERED,
    /** Every attempt failed and it is lost. */
    FAILED
  }

  /**
   * One line.
   *
   * @param at when, in virtual time
   * @param topicArn the topic
   * @param messageId the message's id
   * @param subject its subject, or an empty string
   * @param message its text
   * @param attributes its attributes' values by name
   * @param subscriptionArn to which subscription, empty for a publication
   * @param endpoint the subscription's endpoint, empty for a publication
   * @param outcome what happened
   * @param detail why, empty if all went well
   */
  public record Entry(
      Instant at,
      String topicArn,
      String messageId,
      String subject,
      String message,
      Map<String, String> attributes,
      String subscriptionArn,
      String endpoint,
      Outcome outcome,
      String detail) {
    public Entry {
      attributes = Map.copyOf(attributes);
    }
  }

  /** The entries, oldest first. */
  public synchronized List<Entry> entries() {
    return List.copyOf(entries);
  }

  synchronized void add(Entry entry) {
    entries.addLast(entry);
    characters += entry.message().length();
    while (entries.size() > MAX_ENTRIES || characters > MAX_CHARACTERS) {
      characters -= entries.removeFirst().message().length();
    }
  }
}
