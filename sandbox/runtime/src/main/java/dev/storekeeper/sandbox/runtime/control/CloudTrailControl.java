package dev.storekeeper.sandbox.runtime.control;

import com.fasterxml.jackson.databind.JsonNode;
import dev.storekeeper.sandbox.runtime.AwsException;
import dev.storekeeper.sandbox.runtime.cloudtrail.CloudTrail;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * The sandbox's trails: {@code {"action":"deliver"}} makes log files of the records that wait for
 * theirs.
 */
public final class CloudTrailControl implements ControlResource {
  private static final Duration PATIENCE = Duration.ofSeconds(2);
  private static final Duration LOOK_AGAIN = Duration.ofMillis(5);

  private final CloudTrail cloudTrail;
  private final BooleanSupplier recorded;

  /**
   * The control of a CloudTrail.
   *
   * @param recorded whether all calls have ended and their records have been taken; a delivery
   *     waits for that, two seconds at most
   */
  public CloudTrailControl(CloudTrail cloudTrail, BooleanSupplier recorded) {
    this.cloudTrail = cloudTrail;
    this.recorded = recorded;
  }

  @Override
  public JsonNode get() {
    return cloudTrail.view();
  }

  @Override
  public JsonNode post(JsonNode body) {
    if (!body.path("action").asText().equals("deliver")) {
      throw new AwsException(
          400, "ValidationException", "expected {\"action\":\"deliver\"}, not " + body);
    }
    awaitRecords();
    cloudTrail.deliver();
    return get();
  }

  private void awaitRecords() {
    long until = System.nanoTime() + PATIENCE.toNanos();
    while (!recorded.getAsBoolean() && System.nanoTime() < until) {
      LockSupport.parkNanos(LOOK_AGAIN.toNanos());
    }
  }
}
