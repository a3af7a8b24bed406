package dev.storekeeper.cleanup.repository;

/** There is no copy of something, and none can be made any more. */
final class NoCopyException extends Exception {
  private static final long serialVersionUID = 1;

  NoCopyException(String message, Throwable cause) {
    super(message, cause);
  }
}
