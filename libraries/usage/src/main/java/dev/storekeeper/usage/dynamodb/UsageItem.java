package dev.storekeeper.usage.dynamodb;

import dev.storekeeper.usage.UsageUnavailableException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** An item of the table, read with errors that name the item and the attribute. */
record UsageItem(Map<String, AttributeValue> attributes) {
  static final String KEY = "key";
  static final String SORT = "sort";
  static final String TTL = "ttl";

  String sort() {
    return required(SORT);
  }

  Optional<String> text(String name) {
    return Optional.ofNullable(attributes.get(name)).map(AttributeValue::s);
  }

  String required(String name) {
    return text(name).orElseThrow(() -> broken(name, "nothing", "a text"));
  }

  Optional<Instant> time(String name) {
    return text(name).map(text -> time(name, text));
  }

  Instant requiredTime(String name) {
    return time(name, required(name));
  }

  boolean flag(String name) {
    AttributeValue value = attributes.get(name);
    if (value == null || value.bool() == null) {
      throw broken(name, "nothing", "a boolean");
    }
    return value.bool();
  }

  long number(String name) {
    AttributeValue value = attributes.get(name);
    if (value == null || value.n() == null) {
      throw broken(name, "nothing", "a number");
    }
    return Long.parseLong(value.n());
  }

  private Instant time(String name, String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeException e) {
      throw broken(name, text, "a time as in 2026-03-04T10:15:30.000Z");
    }
  }

  /** What cannot be read must not look like nothing. */
  private UsageUnavailableException broken(String name, String found, String expected) {
    return new UsageUnavailableException(
        "item %s, %s: %s: found %s, expected %s"
            .formatted(text(KEY).orElse("?"), text(SORT).orElse("?"), name, found, expected));
  }
}
