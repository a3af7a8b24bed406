package dev.storekeeper.notification;

/**
 * Where messages go.
 *
 * @param name its name in the policy
 * @param topicArn the SNS topic
 * @param format how messages are written for it
 */
record Destination(String name, String topicArn, Format format) {
  /** How a message is written. */
  enum Format {
    /** A subject and a text that people read, for mail. */
    TEXT,
    /** The custom notification of Amazon Q Developer in chat applications. */
    AMAZON_Q
  }
}
