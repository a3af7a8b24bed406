package dev.storekeeper.codeartifact.pace;

import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * What the table holds of a bucket.
 *
 * @param next the time of the next free turn, in microseconds since the epoch
 */
record SharedState(long next, Slowdown slowdown) {
  static final SharedState NEW = new SharedState(0, Slowdown.NONE);
  static final Map<String, String> NAMES =
      Map.of("#next", "next", "#halvings", "halvings", "#until", "until");

  static SharedState read(Map<String, AttributeValue> item) {
    return new SharedState(
        number(item, "next"),
        new Slowdown(Math.clamp(number(item, "halvings"), 0, 32), number(item, "until")));
  }

  static AttributeValue number(long value) {
    return AttributeValue.fromN(Long.toString(value));
  }

  private static long number(Map<String, AttributeValue> item, String name) {
    try {
      return Optional.ofNullable(item.get(name))
          .flatMap(value -> Optional.ofNullable(value.n()))
          .map(Long::parseLong)
          .orElseThrow(() -> SdkClientException.create(name + " is missing in a pace item"));
    } catch (NumberFormatException e) {
      throw SdkClientException.create(name + " of a pace item is not a whole number", e);
    }
  }
}
