package dev.storekeeper.ledger;

class InMemoryLedgerTest extends LedgerContract {
  @Override
  Ledger emptyLedger() {
    return new InMemoryLedger();
  }
}
