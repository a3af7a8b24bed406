package dev.storekeeper.sandbox.runtime.sqs;

import java.time.Instant;

/** A message in a queue. Guarded by the queue's lock. */
final class StoredMessage {
  final String id;
  final MessageContent content;
  final String senderId;
  final Instant sentAt;
  final String deadLetterSource;
  final int size;

  /** Where it stands among the messages of its queue. */
  long order;

  /** From when on it can be received. */
  Instant visibleAt;

  /** Whether it is hidden because somebody received it. */
  boolean inFlight;

  /** How often it was received, in this queue and, before a redrive, in others. */
  int receiveCount;

  /** How often it was received in this queue. */
  int receivedHere;

  /** When it was first received, the epoch if never. */
  Instant firstReceivedAt = Instant.EPOCH;

  /** When it was last received in this queue, the epoch if never. */
  Instant lastReceivedAt = Instant.EPOCH;

  StoredMessage(String id, MessageContent content, String senderId, Instant sentAt) {
    this(id, content, senderId, sentAt, "");
  }

  private StoredMessage(
      String id, MessageContent content, String senderId, Instant sentAt, String deadLetterSource) {
    this.id = id;
    this.content = content;
    this.senderId = senderId;
    this.sentAt = sentAt;
    this.deadLetterSource = deadLetterSource;
    this.size = content.size();
    this.visibleAt = sentAt;
  }

  /** The same message as a dead-letter queue takes it: its age and receptions go along. */
  StoredMessage deadLetter(String sourceArn) {
    StoredMessage moved = new StoredMessage(id, content, senderId, sentAt, sourceArn);
    moved.receiveCount = receiveCount;
    moved.firstReceivedAt = firstReceivedAt;
    return moved;
  }
}
