package dev.storekeeper.ledger;

/** A record does not fit into the ledger, even without its list of assets. */
public final class RecordTooLargeException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final String message;

  /** With a message that names the record, its size and what fits. */
  public RecordTooLargeException(String message) {
    super(message);
    this.message = message;
  }

  @Override
  public String getMessage() {
    return message;
  }
}
