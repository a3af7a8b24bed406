package dev.storekeeper.ledger;

/** The ledger's store cannot be reached or refuses for now; the same call may succeed later. */
public final class LedgerUnavailableException extends RuntimeException {
  private static final long serialVersionUID = 1;

  LedgerUnavailableException(String message) {
    super(message);
  }

  LedgerUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }
}
