package dev.storekeeper.sandbox.runtime.sqs;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * What a receipt handle says.
 *
 * @param queue the queue's name
 * @param messageId the message's id
 * @param reception the how-manieth reception of the message in this queue, from 1
 */
record Receipt(String queue, String messageId, int reception) {
  String handle() {
    return Base64.getEncoder()
        .encodeToString(
            (queue + ":" + messageId + ":" + reception).getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Reads a handle that the named queue gave out.
   *
   * @throws dev.storekeeper.sandbox.runtime.AwsException {@code ReceiptHandleIsInvalid}
   */
  static Receipt of(String handle, String queue) {
    try {
      String text = new String(Base64.getDecoder().decode(handle), StandardCharsets.UTF_8);
      String[] parts = text.split(":", -1);
      if (parts.length == 3 && parts[0].equals(queue)) {
        return new Receipt(queue, parts[1], Integer.parseInt(parts[2]));
      }
    } catch (IllegalArgumentException e) {
      throw invalid(handle);
    }
    throw invalid(handle);
  }

  private static RuntimeException invalid(String handle) {
    return Refusals.of(
        "ReceiptHandleIsInvalid", "The input receipt handle \"" + handle + "\" is not valid.");
  }
}
