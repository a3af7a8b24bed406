package dev.storekeeper.sandbox.runtime.sqs;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * The value of a message attribute.
 *
 * @param dataType {@code String}, {@code Number} or {@code Binary}, with an optional custom label
 *     after a dot
 * @param text the text, or the Base64 text of a binary value
 */
record MessageAttribute(String dataType, String text) {
  static MessageAttribute string(String text) {
    return new MessageAttribute("String", text);
  }

  boolean isBinary() {
    return dataType.startsWith("Binary");
  }

  byte[] value() {
    return isBinary() ? Base64.getDecoder().decode(text) : text.getBytes(StandardCharsets.UTF_8);
  }

  int size(String name) {
    return name.getBytes(StandardCharsets.UTF_8).length
        + dataType.getBytes(StandardCharsets.UTF_8).length
        + value().length;
  }
}
