package dev.storekeeper.sandbox.runtime.control;

import com.fasterxml.jackson.databind.JsonNode;
import dev.storekeeper.sandbox.runtime.AwsException;
import dev.storekeeper.sandbox.runtime.cloudtrail.CloudTrail;

/**
 * The sandbox's trails: {@code {"action":"deliver"}} makes log files of the records that wait for
 * theirs.
 */
public final class CloudTrailControl implements ControlResource {
  private final CloudTrail cloudTrail;

  /** The control of a CloudTrail. */
  public CloudTrailControl(CloudTrail cloudTrail) {
    this.cloudTrail = cloudTrail;
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
    cloudTrail.deliver();
    return get();
  }
}
