package dev.storekeeper.identity.web;

/** Something could not be fetched; the message says what was found and never holds a body. */
public final class FetchException extends Exception {
  private static final long serialVersionUID = 1;

  /** With what went wrong. */
  public FetchException(String problem) {
    super(problem);
  }

  /** With what went wrong and where it came from. */
  public FetchException(String problem, Throwable cause) {
    super(problem, cause);
  }
}
