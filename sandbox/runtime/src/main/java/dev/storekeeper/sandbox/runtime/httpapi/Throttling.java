package dev.storekeeper.sandbox.runtime.httpapi;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * How many requests a route takes.
 *
 * @param rate requests per second in the long run
 * @param burst requests at once
 */
record Throttling(double rate, int burst) {
  /** The default limit of an account. */
  static final Throttling DEFAULT = new Throttling(10_000, 5_000);

  Throttling {
    if (!(rate >= 0) || burst < 0) {
      throw new IllegalArgumentException(
          "throttling limits are not negative: " + rate + ", " + burst);
    }
  }

  /** This limit with what route settings change. */
  Throttling with(JsonNode settings) {
    return new Throttling(
        settings.path("ThrottlingRateLimit").asDouble(rate),
        settings.path("ThrottlingBurstLimit").asInt(burst));
  }
}
