package dev.storekeeper.cleanup.export;

/** A version could not be copied, or its copy is not what it should be. Nothing may be deleted. */
public final class ExportException extends Exception {
  private static final long serialVersionUID = 1;

  private final boolean transientFailure;

  /**
   * With what happened.
   *
   * @param transientFailure whether the same call may succeed later
   */
  public ExportException(String message, boolean transientFailure, Throwable cause) {
    super(message, cause);
    this.transientFailure = transientFailure;
  }

  /** The same without a cause, not transient. */
  public ExportException(String message) {
    super(message);
    this.transientFailure = false;
  }

  /** Whether the same call may succeed later. */
  public boolean isTransient() {
    return transientFailure;
  }
}
