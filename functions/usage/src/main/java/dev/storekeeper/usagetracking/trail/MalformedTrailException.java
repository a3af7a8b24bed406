package dev.storekeeper.usagetracking.trail;

/** A log file, a digest or a record of CloudTrail is not what CloudTrail documents. */
public final class MalformedTrailException extends Exception {
  private static final long serialVersionUID = 1;

  /** With the field, what was found and what is expected. */
  public MalformedTrailException(String message) {
    super(message);
  }

  /** With the field, what was found and what is expected, and the cause. */
  public MalformedTrailException(String message, Throwable cause) {
    super(message, cause);
  }
}
