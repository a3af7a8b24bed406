package dev.storekeeper.ledger;

/**
 * A question to the ledger.
 *
 * @param selection which records
 * @param range when they happened
 * @param order which come first
 */
public record LedgerQuery(Selection selection, TimeRange range, Order order) {
  /** The order of a query's records: by position within a stream, otherwise by time. */
  public enum Order {
    NEWEST_FIRST,
    OLDEST_FIRST
  }
}
