package dev.storekeeper.cleanup.scan;

/** What is remembered of publishing and reading cannot be had; the same call may succeed later. */
public final class UsageException extends Exception {
  private static final long serialVersionUID = 1;

  /** With what happened. */
  public UsageException(String message, Throwable cause) {
    super(message, cause);
  }
}
