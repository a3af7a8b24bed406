package dev.storekeeper.ledger;

import java.util.List;
import java.util.Optional;

/**
 * A page of records.
 *
 * @param records in the order asked for; may be fewer than asked for, even none
 * @param cursor where the next page starts; only an absent one means that there is no more
 */
public record Page(List<LedgerRecord> records, Optional<String> cursor) {
  public Page {
    records = List.copyOf(records);
  }
}
