package dev.storekeeper.cleanup.registry;

/** CodeArtifact did not do what it was asked. Whether it did it even so is not known. */
public final class RegistryException extends Exception {
  private static final long serialVersionUID = 1;

  /** What went wrong. */
  public enum Kind {
    /** What was asked about is not there. */
    NOT_FOUND,
    /** The caller may not. */
    DENIED,
    /** A compare-and-set lost, or the thing is in use. */
    CONFLICT,
    /** Anything else: throttled, unreachable, failed. The same call may succeed later. */
    UNAVAILABLE
  }

  private final Kind kind;

  /** With what happened; the message names operation and resource. */
  public RegistryException(Kind kind, String message, Throwable cause) {
    super(message, cause);
    this.kind = kind;
  }

  /** The same without a cause. */
  public RegistryException(Kind kind, String message) {
    super(message);
    this.kind = kind;
  }

  /** What went wrong. */
  public Kind kind() {
    return kind;
  }
}
