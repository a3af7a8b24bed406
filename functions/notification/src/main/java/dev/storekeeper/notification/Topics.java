package dev.storekeeper.notification;

import java.util.Map;

/** The topics that messages are published to. */
@FunctionalInterface
interface Topics {
  /**
   * Publishes a message; when it returns, the service has it.
   *
   * @param attributes the message's attributes: text by name
   * @throws RuntimeException if the service did not take it
   */
  void publish(String topicArn, Message message, Map<String, String> attributes);
}
