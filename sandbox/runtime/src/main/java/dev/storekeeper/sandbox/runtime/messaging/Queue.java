package dev.storekeeper.sandbox.runtime.messaging;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;

/** A queue as an event source mapping reads it. */
public interface Queue extends Destination {
  /**
   * Receives up to {@code max} messages, waiting for the first for up to {@code wait} of real time;
   * they stay invisible for the queue's visibility timeout of virtual time.
   */
  List<Message> receive(int max, Duration wait) throws InterruptedException;

  /**
   * Waits for a message that can be received, for up to {@code wait} of real time.
   *
   * @return whether there is one
   */
  boolean awaitMessage(Duration wait) throws InterruptedException;

  /** Deletes a received message; without effect when the receipt is no longer the latest. */
  void delete(String receiptHandle);

  /** Makes a received message visible again after a time, zero for at once. */
  void changeVisibility(String receiptHandle, Duration timeout);

  /** How long a received message stays invisible. */
  Duration visibilityTimeout();

  /**
   * A received message.
   *
   * @param receiptHandle the receipt of this reception
   * @param record the message as Lambda's SQS event shows it: messageId, receiptHandle, body,
   *     attributes, messageAttributes, md5OfBody, eventSource, eventSourceARN, awsRegion
   */
  record Message(String receiptHandle, ObjectNode record) {
    /** The message's id. */
    public String id() {
      return record.path("messageId").asText();
    }
  }
}
