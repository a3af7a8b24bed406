package dev.storekeeper.lambda;

/** What became of one message. */
public sealed interface MessageOutcome {
  /** It is dealt with, for good. */
  record Done() implements MessageOutcome {}

  /**
   * It could not be dealt with now; SQS delivers it again.
   *
   * @param reason why, for the log
   */
  record Retry(String reason) implements MessageOutcome {}

  /**
   * It can never be dealt with as it is; it goes to the dead-letter queue at once.
   *
   * @param reason why, for the person who looks into that queue
   */
  record Reject(String reason) implements MessageOutcome {}
}
