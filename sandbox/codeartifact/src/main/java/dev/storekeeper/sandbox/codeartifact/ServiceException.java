package dev.storekeeper.sandbox.codeartifact;

/**
 * A refusal as CodeArtifact's API gives it: status, error code (for example {@code
 * ResourceNotFoundException}) and a message for people.
 */
public final class ServiceException extends RuntimeException {
  private final int status;
  private final String code;

  /** A refusal with its HTTP status, error code and message. */
  public ServiceException(int status, String code, String message) {
    super(message);
    this.status = status;
    this.code = code;
  }

  /** {@code ResourceNotFoundException}, 404. */
  public static ServiceException notFound(String message) {
    return new ServiceException(404, "ResourceNotFoundException", message);
  }

  /** {@code ConflictException}, 409. */
  public static ServiceException conflict(String message) {
    return new ServiceException(409, "ConflictException", message);
  }

  /** {@code ValidationException}, 400. */
  public static ServiceException invalid(String message) {
    return new ServiceException(400, "ValidationException", message);
  }

  /** {@code AccessDeniedException}, 403. */
  public static ServiceException denied(String message) {
    return new ServiceException(403, "AccessDeniedException", message);
  }

  /** The HTTP status. */
  public int status() {
    return status;
  }

  /** The error code. */
  public String code() {
    return code;
  }

  /** The message, never null. */
  @Override
  public String getMessage() {
    return String.valueOf(super.getMessage());
  }
}
