package dev.storekeeper.sandbox.runtime.sqs;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a sender gives.
 *
 * @param body the body, at least one character and only what XML 1.0 can hold
 * @param attributes its message attributes, at most ten
 * @param traceHeader the system attribute {@code AWSTraceHeader}, or an empty string
 */
record MessageContent(
    String body, SortedMap<String, MessageAttribute> attributes, String traceHeader) {
  MessageContent {
    attributes = Collections.unmodifiableSortedMap(new TreeMap<>(attributes));
    MessageAttributes.requireFew(attributes);
    if (body.isEmpty()) {
      throw Refusals.missingParameter("MessageBody");
    }
    body.codePoints()
        .filter(point -> !allowed(point))
        .findFirst()
        .ifPresent(point -> refuse(point));
  }

  /** Bytes of body and attributes, as the size limit counts them. */
  int size() {
    int size = body.getBytes(StandardCharsets.UTF_8).length;
    for (var entry : attributes.entrySet()) {
      size += entry.getValue().size(entry.getKey());
    }
    return size;
  }

  private static boolean allowed(int point) {
    return point == '\t'
        || point == '\n'
        || point == '\r'
        || (point >= 0x20 && point <= 0xD7FF)
        || (point >= 0xE000 && point <= 0xFFFD)
        || point >= 0x10000;
  }

  private static void refuse(int point) {
    throw Refusals.of(
        "InvalidMessageContents",
        "The message contains the character U+%04X, outside the allowed set.".formatted(point));
  }
}
