package dev.storekeeper.sandbox.runtime.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.storekeeper.sandbox.runtime.AwsException;
import dev.storekeeper.sandbox.runtime.time.VirtualClock;
import java.time.Duration;
import java.time.format.DateTimeParseException;

/**
 * The sandbox's clock: {@code {"advance":"PT10M"}} (ISO 8601 duration, at most 400 days) moves it
 * ahead.
 */
public final class ClockControl implements ControlResource {
  private static final Duration ADVANCE_LIMIT = Duration.ofDays(400);

  private final VirtualClock clock;

  /** The control of a clock. */
  public ClockControl(VirtualClock clock) {
    this.clock = clock;
  }

  @Override
  public JsonNode get() {
    return JsonNodeFactory.instance.objectNode().put("time", clock.instant().toString());
  }

  @Override
  public JsonNode post(JsonNode body) {
    Duration by;
    try {
      by = Duration.parse(body.path("advance").asText());
    } catch (DateTimeParseException e) {
      throw invalid("expected {\"advance\":\"PT10M\"}, an ISO 8601 duration");
    }
    if (by.isNegative() || by.compareTo(ADVANCE_LIMIT) > 0) {
      throw invalid("expected a duration from PT0S to " + ADVANCE_LIMIT + ", not " + by);
    }
    clock.advance(by);
    return get();
  }

  private static AwsException invalid(String message) {
    return new AwsException(400, "ValidationException", message);
  }
}
