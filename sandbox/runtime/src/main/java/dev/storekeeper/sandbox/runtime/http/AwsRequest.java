package dev.storekeeper.sandbox.runtime.http;

import dev.storekeeper.sandbox.runtime.iam.Caller;
import java.util.Map;
import java.util.Optional;

/**
 * One call to an AWS API, with its caller already known and its body read (at most 16 MiB).
 *
 * @param caller who calls
 * @param method the HTTP method
 * @param rawPath the path as it came, still percent-encoded
 * @param query decoded query parameters; of a repeated one the first
 * @param headers header values by lower-case name; of a repeated one the first
 * @param body the body, possibly empty
 */
public record AwsRequest(
    Caller caller,
    String method,
    String rawPath,
    Map<String, String> query,
    Map<String, String> headers,
    byte[] body) {

  /** The operation of a JSON protocol: the part of {@code X-Amz-Target} after the last dot. */
  public Optional<String> target() {
    return Optional.ofNullable(headers.get("x-amz-target"))
        .map(target -> target.substring(target.lastIndexOf('.') + 1));
  }
}
