package dev.storekeeper.usage;

/** The index's store cannot be reached or refuses for now; the same call may succeed later. */
public final class UsageUnavailableException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** With what happened. */
  public UsageUnavailableException(String message) {
    super(message);
  }

  /** With what happened and why. */
  public UsageUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }
}
