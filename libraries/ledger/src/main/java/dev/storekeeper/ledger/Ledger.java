package dev.storekeeper.ledger;

import java.util.Optional;

/**
 * The append-only record of everything that happened. What is appended is never changed and never
 * removed. Every method throws {@link LedgerUnavailableException} when the store cannot answer.
 */
public interface Ledger {
  /** The most records of a page. */
  int MAX_PAGE = 100;

  /**
   * Appends a record unless its place in its stream is taken. A record that is too large is
   * appended without its last assets, marked {@code assetsOmitted}.
   *
   * @throws RecordTooLargeException if it does not fit even so
   */
  Appended append(LedgerRecord record);

  /** The record at a place of a stream. */
  Optional<LedgerRecord> find(String stream, String position);

  /** The highest position of a stream; absent if nothing is in it. */
  Optional<String> latestPosition(String stream);

  /**
   * A page of the records that a query is about. Records that were appended moments ago may be
   * missing, except from queries of a stream.
   *
   * @param limit at most so many records, 1 to {@value #MAX_PAGE}
   * @param cursor where to go on, from the page before; absent for the first page
   * @throws IllegalArgumentException if the limit is out of its range, or the cursor is not from a
   *     page of the same query
   */
  Page query(LedgerQuery query, int limit, Optional<String> cursor);
}
