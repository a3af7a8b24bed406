package dev.storekeeper.sandbox.runtime.lambda.source;

import dev.storekeeper.sandbox.runtime.AwsException;

/**
 * Why a batch failed.
 *
 * @param requestId the request id of the invocation, empty if none took place
 * @param status the HTTP status: 200 where a function ran and failed
 * @param functionError {@code Unhandled} where a function failed, else an empty string
 * @param message for people, possibly empty
 */
public record Failure(String requestId, int status, String functionError, String message) {
  /** The failure that a refusal is. */
  public static Failure of(AwsException refusal) {
    return new Failure("", refusal.status(), "", refusal.code() + ": " + refusal.getMessage());
  }
}
