package dev.storekeeper.token.vending;

/** No token was made. */
public final class VendingException extends Exception {
  private static final long serialVersionUID = 1;

  private final boolean temporary;
  private final String reason;

  /**
   * With why.
   *
   * @param temporary whether the same call may succeed later; otherwise an operator has to look
   * @param reason a word for the audit record, as in {@code sts-AccessDenied}
   */
  public VendingException(boolean temporary, String reason, Throwable cause) {
    super(reason, cause);
    this.temporary = temporary;
    this.reason = reason;
  }

  /** Whether the same call may succeed later. */
  public boolean temporary() {
    return temporary;
  }

  /** A word for the audit record. */
  public String reason() {
    return reason;
  }
}
