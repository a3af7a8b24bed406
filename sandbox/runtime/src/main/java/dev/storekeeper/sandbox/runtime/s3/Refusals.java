package dev.storekeeper.sandbox.runtime.s3;

import dev.storekeeper.sandbox.runtime.AwsException;

/** S3's refusals (API reference, "List of error codes"). */
final class Refusals {
  private Refusals() {}

  static AwsException noSuchBucket(String bucket) {
    return new AwsException(404, "NoSuchBucket", "The specified bucket does not exist: " + bucket);
  }

  static AwsException noSuchKey() {
    return new AwsException(404, "NoSuchKey", "The specified key does not exist.");
  }

  static AwsException noSuchVersion() {
    return new AwsException(404, "NoSuchVersion", "The specified version does not exist.");
  }

  static AwsException noSuchUpload() {
    return new AwsException(
        404,
        "NoSuchUpload",
        "The specified upload does not exist. The upload ID may be invalid, or the upload may have"
            + " been aborted or completed.");
  }

  static AwsException precondition(String condition) {
    return new AwsException(
        412,
        "PreconditionFailed",
        "At least one of the pre-conditions you specified did not hold: " + condition);
  }

  static AwsException invalid(String message) {
    return new AwsException(400, "InvalidRequest", message);
  }

  static AwsException argument(String name, String found, String expected) {
    return new AwsException(
        400, "InvalidArgument", name + ": found '" + shortened(found) + "', expected " + expected);
  }

  static AwsException badDigest(String what) {
    return new AwsException(
        400, "BadDigest", "The " + what + " you specified did not match the calculated checksum.");
  }

  static AwsException incompleteBody(String message) {
    return new AwsException(400, "IncompleteBody", message);
  }

  static AwsException tooLarge(long limit) {
    return new AwsException(
        400,
        "EntityTooLarge",
        "Your proposed upload exceeds the maximum allowed size of " + limit + " bytes");
  }

  static AwsException notServed(String what) {
    return new AwsException(501, "NotImplemented", "the sandbox's s3 does not offer " + what);
  }

  private static String shortened(String text) {
    return text.length() > 100 ? text.substring(0, 100) + "…" : text;
  }
}
