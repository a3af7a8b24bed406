package dev.storekeeper.cleanup.execute;

/** The ledger does not answer. */
final class LedgerFault extends RuntimeException {
  private static final long serialVersionUID = 1;

  LedgerFault(String where) {
    super(where);
  }
}
