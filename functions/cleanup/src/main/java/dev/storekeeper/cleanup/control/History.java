package dev.storekeeper.cleanup.control;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.storekeeper.cleanup.registry.RepositoryId;
import dev.storekeeper.cleanup.repository.RepositoryLedger;
import dev.storekeeper.codeartifact.PackageVersion;
import dev.storekeeper.ledger.Ledger;
import dev.storekeeper.ledger.LedgerQuery;
import dev.storekeeper.ledger.LedgerRecord;
import dev.storekeeper.ledger.Page;
import dev.storekeeper.ledger.Selection;
import dev.storekeeper.ledger.TimeRange;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What the ledger knows of a version or a repository, the newest first.
 *
 * @param records the records
 * @param complete whether these are all
 */
record History(List<LedgerRecord> records, boolean complete) {
  private static final int MAX = 200;
  private static final int MAX_PAGES = 20;
  private static final Set<String> TOLD =
      Set.of(
          "by",
          "from",
          "heldBy",
          "operation",
          "plan",
          "policy",
          "reason",
          "scope",
          "state",
          "status",
          "summary",
          "text",
          "why");

  History {
    records = List.copyOf(records);
  }

  static History of(Ledger ledger, PackageVersion version) {
    return of(ledger, new Selection.OfVersion(version));
  }

  /** What the ledger knows of a repository's removal and return. */
  static History of(Ledger ledger, RepositoryId repository) {
    History found = of(ledger, new Selection.InStream(RepositoryLedger.stream(repository)));
    return new History(
        found.records().stream()
            .sorted(Comparator.comparing(LedgerRecord::time).reversed())
            .toList(),
        found.complete());
  }

  private static History of(Ledger ledger, Selection selection) {
    LedgerQuery query =
        new LedgerQuery(selection, TimeRange.always(), LedgerQuery.Order.NEWEST_FIRST);
    List<LedgerRecord> records = new ArrayList<>();
    Optional<String> cursor = Optional.empty();
    for (int page = 0; page < MAX_PAGES && records.size() < MAX; page++) {
      Page found = ledger.query(query, Ledger.MAX_PAGE, cursor);
      records.addAll(found.records());
      cursor = found.cursor();
      if (cursor.isEmpty()) {
        return new History(records, true);
      }
    }
    return new History(records, false);
  }

  /**
   * The newest record of what cleanup was about to delete; absent if it was given back or kept
   * since, so that what deleted it then was somebody else.
   */
  Optional<LedgerRecord> tombstone(String deleting, Set<String> undone) {
    return records.stream()
        .filter(it -> it.type().equals(deleting) || undone.contains(it.type()))
        .findFirst()
        .filter(it -> it.type().equals(deleting));
  }

  Optional<LedgerRecord> newest(Set<String> types) {
    return records.stream().filter(it -> types.contains(it.type())).findFirst();
  }

  ArrayNode write(ArrayNode array) {
    for (LedgerRecord each : records) {
      ObjectNode json = array.addObject().put("time", each.time().toString());
      json.put("type", each.type());
      ObjectNode data = each.data();
      for (String name : TOLD.stream().sorted().toList()) {
        if (data.path(name).isTextual()) {
          json.put(name, data.path(name).asText());
        }
      }
    }
    return array;
  }
}
