package dev.storekeeper.sandbox.runtime.sns;

import dev.storekeeper.sandbox.runtime.AwsException;

/** The refusals of SNS. */
final class Refusals {
  private Refusals() {}

  static AwsException invalid(String message) {
    return new AwsException(400, "InvalidParameter", "Invalid parameter: " + message);
  }

  static AwsException notFound(String message) {
    return new AwsException(404, "NotFound", message);
  }
}
