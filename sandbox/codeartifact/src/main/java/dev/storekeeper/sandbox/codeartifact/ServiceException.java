package dev.storekeeper.sandbox.codeartifact;

import java.util.Optional;

/**
 * A refusal as CodeArtifact's API gives it: status, error code (for example {@code
 * ResourceNotFoundException}) and a message for people.
 */
public final class ServiceException extends RuntimeException {
  private final int status;
  private final String code;
  private final transient Optional<Resource> resource;

  /** A refusal with its HTTP status, error code and message. */
  public ServiceException(int status, String code, String message) {
    this(status, code, message, Optional.empty());
  }

  private ServiceException(int status, String code, String message, Optional<Resource> resource) {
    super(message);
    this.status = status;
    this.code = code;
    this.resource = resource;
  }

  /**
   * What a refusal is about.
   *
   * @param type {@code domain}, {@code repository}, {@code package}, {@code package-version} or
   *     {@code asset}
   * @param id the resource's name
   */
  public record Resource(String type, String id) {}

  /** The same refusal, about a resource: {@code resourceType} and {@code resourceId} in the API. */
  public ServiceException about(String type, String id) {
    return new ServiceException(status, code, getMessage(), Optional.of(new Resource(type, id)));
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

  /** {@code ServiceQuotaExceededException}, 402. */
  public static ServiceException quotaExceeded(String message) {
    return new ServiceException(402, "ServiceQuotaExceededException", message);
  }

  /** The HTTP status. */
  public int status() {
    return status;
  }

  /** The error code. */
  public String code() {
    return code;
  }

  /** What the refusal is about, if it is about one resource. */
  public Optional<Resource> resource() {
    return resource;
  }

  /** The message, never null. */
  @Override
  public String getMessage() {
    return String.valueOf(super.getMessage());
  }
}
