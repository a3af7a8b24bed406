package dev.storekeeper.cleanup.publish;

/** Something could not be published. What was published before that stays. */
public final class PublishException extends Exception {
  private static final long serialVersionUID = 1;

  /** What the caller can do about it. */
  public enum Kind {
    /** The same call may succeed later. */
    TRANSIENT,
    /** The service does not let us. */
    FORBIDDEN,
    /** It will not work that way. */
    REFUSED
  }

  private final Kind kind;

  /** With what happened. */
  public PublishException(Kind kind, String message, Throwable cause) {
    super(message, cause);
    this.kind = kind;
  }

  /** The same without a cause. */
  public PublishException(Kind kind, String message) {
    super(message);
    this.kind = kind;
  }

  /** What the caller can do about it. */
  public Kind kind() {
    return kind;
  }
}
