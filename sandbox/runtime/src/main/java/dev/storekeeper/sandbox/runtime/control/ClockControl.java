package dev.storekeeper.sandbox.runtime.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.storekeeper.sandbox.runtime.AwsException;
import dev.storekeeper.sandbox.runtime.time.VirtualClock;
import java.time.Duration;
import java.time.format.DateTimeParseException;

/**
 * The sandbox's clock: {@code {"advance":"PT10M"}} (ISO 8601 duration, at most 400 days) moves it
 * ahead; with {@code "settle":true}, waits after each timer until what it set off is done; with
 * {@code "skip":true}, moves at once, so that a schedule that fell due often runs once.
 */
public final class ClockControl implements ControlResource {
  private static final Duration ADVANCE_LIMIT = Duration.ofDays(400);
  private static final Duration SETTLE_LIMIT = Duration.ofMinutes(5);

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
    move(by, flag(body, "settle"), flag(body, "skip"));
    return get();
  }

  private static boolean flag(JsonNode body, String name) {
    JsonNode flag = body.path(name);
    if (!flag.isMissingNode() && !flag.isBoolean()) {
      throw invalid(name + ": found " + flag + ", expected true or false");
    }
    return flag.asBoolean();
  }

  private void move(Duration by, boolean settle, boolean skip) {
    try {
      if (skip) {
        clock.skip(by, SETTLE_LIMIT);
      } else if (settle) {
        clock.advance(by, SETTLE_LIMIT);
      } else {
        clock.advance(by);
      }
    } catch (IllegalStateException e) {
      throw new AwsException(
          504, "NotSettled", e.getMessage() + "; the clock stays at " + clock.instant());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AwsException(503, "ServiceUnavailable", "the sandbox stops");
    }
  }

  private static AwsException invalid(String message) {
    return new AwsException(400, "ValidationException", message);
  }
}
