package dev.storekeeper.sandbox.runtime;

/**
 * A refusal as an AWS API gives it: an HTTP status, the service's error code and a message for
 * people. The front end renders it in the protocol of the request.
 */
public final class AwsException extends RuntimeException {
  private final int status;
  private final String code;

  /** A refusal with its HTTP status, error code (for example {@code AccessDenied}) and message. */
  public AwsException(int status, String code, String message) {
    super(message);
    this.status = status;
    this.code = code;
  }

  /** The HTTP status. */
  public int status() {
    return status;
  }

  /** The service's error code. */
  public String code() {
    return code;
  }

  /** The message, never null. */
  @Override
  public String getMessage() {
    return String.valueOf(super.getMessage());
  }

  /** Whether the same request may go through later: throttling and faults of the service. */
  public boolean retryable() {
    return status == 429 || status >= 500;
  }
}
