package dev.storekeeper.sandbox.runtime.scheduler;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * An object's members, checked as they are read.
 *
 * @param owner what the object is, for messages
 * @param node the object
 */
record Fields(String owner, JsonNode node) {
  /** Refuses members besides the known ones. */
  Fields only(Set<String> known) {
    for (String name : (Iterable<String>) node::fieldNames) {
      if (!known.contains(name)) {
        throw new IllegalArgumentException(
            owner
                + "'s "
                + name
                + " is not supported by the sandbox; supported: "
                + new TreeSet<>(known));
      }
    }
    return this;
  }

  String required(String name) {
    return optional(name)
        .orElseThrow(() -> new IllegalArgumentException(owner + " has no " + name));
  }

  Optional<String> optional(String name) {
    JsonNode value = node.path(name);
    if (value.isMissingNode() || value.isNull()) {
      return Optional.empty();
    }
    if (!value.isValueNode()) {
      throw new IllegalArgumentException(owner + "'s " + name + " is " + value + "; expected text");
    }
    return Optional.of(value.asText());
  }

  /** One of a few words. */
  String oneOf(String name, String otherwise, Set<String> words) {
    String found = optional(name).orElse(otherwise);
    if (!words.contains(found)) {
      throw new IllegalArgumentException(
          owner + "'s " + name + " is '" + found + "'; expected one of " + new TreeSet<>(words));
    }
    return found;
  }

  /** A time: seconds since 1970 as the API sends it, or ISO 8601 as templates do. */
  Optional<Instant> time(String name) {
    Optional<String> text = optional(name);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          node.path(name).isNumber()
              ? Instant.ofEpochMilli(Math.round(node.path(name).asDouble() * 1000))
              : Instant.parse(text.get()));
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          owner
              + "'s "
              + name
              + " is '"
              + text.get()
              + "'; expected a time as 2026-01-31T12:00:00Z",
          e);
    }
  }

  /** A whole number within bounds. */
  int number(String name, int min, int max) {
    String text = required(name);
    if (!text.matches("[0-9]{1,9}")
        || Integer.parseInt(text) < min
        || Integer.parseInt(text) > max) {
      throw new IllegalArgumentException(
          owner + "'s " + name + " is " + text + "; expected " + min + " to " + max);
    }
    return Integer.parseInt(text);
  }

  Fields object(String name) {
    JsonNode value = node.path(name);
    if (!value.isObject()) {
      throw new IllegalArgumentException(owner + " has no " + name);
    }
    return new Fields(owner + "'s " + name, value);
  }
}
