package dev.storekeeper.cleanup.state;

/** The table cannot be reached or refuses; the same call may succeed later. */
public final class StateUnavailableException extends Exception {
  private static final long serialVersionUID = 1;

  /** With what happened. */
  public StateUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }
}
