package dev.storekeeper.sandbox.runtime.sns;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a publisher gives (limits: SNS API Reference, Publish).
 *
 * @param subject printable ASCII, at most 100 characters, not starting with a space; empty for none
 * @param message the text, not empty, at most 256 KiB with its attributes
 * @param byProtocol texts of their own for some protocols, with a text under {@code default}; empty
 *     unless the message structure is {@code json}
 * @param attributes message attributes by name
 */
record Notification(
    String subject,
    String message,
    Map<String, String> byProtocol,
    Map<String, MessageAttribute> attributes) {
  static final int MAX_BYTES = 262_144;

  private static final ObjectMapper JSON = new ObjectMapper();

  Notification {
    byProtocol = Map.copyOf(byProtocol);
    attributes = Collections.unmodifiableMap(new LinkedHashMap<>(attributes));
    if (!subject.isEmpty() && !subject.matches("[\\x21-\\x7E][\\x20-\\x7E]{0,99}")) {
      throw Refusals.invalid(
          "Subject: at most 100 printable ASCII characters, no line breaks, not starting with a"
              + " space");
    }
    if (message.isEmpty()) {
      throw Refusals.invalid("Empty message");
    }
    int size = message.getBytes(StandardCharsets.UTF_8).length;
    for (Map.Entry<String, MessageAttribute> attribute : attributes.entrySet()) {
      size += attribute.getKey().length() + attribute.getValue().size();
    }
    if (size > MAX_BYTES) {
      throw Refusals.invalid("Message too long: " + size + " bytes, at most " + MAX_BYTES);
    }
  }

  /** A notification as the API takes it, with the name of its message structure if it has one. */
  static Notification of(
      Optional<String> subject,
      String message,
      Optional<String> structure,
      Map<String, MessageAttribute> attributes) {
    if (subject.isPresent() && subject.get().isEmpty()) {
      throw Refusals.invalid("Subject must not be empty");
    }
    if (structure.isEmpty()) {
      return new Notification(subject.orElse(""), message, Map.of(), attributes);
    }
    if (!structure.get().equals("json")) {
      throw Refusals.invalid("MessageStructure: only json is known, not " + structure.get());
    }
    return new Notification(subject.orElse(""), message, texts(message), attributes);
  }

  /** The text for a protocol. */
  String text(Protocol protocol) {
    String fallback = byProtocol.getOrDefault("default", message);
    return byProtocol.getOrDefault(protocol.apiName(), fallback);
  }

  private static Map<String, String> texts(String message) {
    Map<String, String> texts = new LinkedHashMap<>();
    try {
      for (Map.Entry<String, JsonNode> entry : JSON.readTree(message).properties()) {
        if (entry.getValue().isTextual()) {
          texts.put(entry.getKey(), entry.getValue().asText());
        }
      }
    } catch (JsonProcessingException e) {
      throw Refusals.invalid(
          "Message Structure - JSON message body failed to parse: " + e.getOriginalMessage());
    }
    if (!texts.containsKey("default")) {
      throw Refusals.invalid("Message Structure - No default entry in JSON message body");
    }
    return texts;
  }
}
