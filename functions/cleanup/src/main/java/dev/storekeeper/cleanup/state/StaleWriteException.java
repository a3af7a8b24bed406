package dev.storekeeper.cleanup.state;

/**
 * Somebody else has the lease, or changed what is being written. Whoever meets it stops: the other
 * one goes on.
 */
public final class StaleWriteException extends Exception {
  private static final long serialVersionUID = 1;

  /** With what was being written. */
  public StaleWriteException(String message) {
    super(message);
  }
}
