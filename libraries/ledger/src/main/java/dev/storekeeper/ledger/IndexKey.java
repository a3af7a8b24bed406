package dev.storekeeper.ledger;

import java.util.Optional;

/**
 * Where the records of a selection are found.
 *
 * @param index the index, absent for the table itself
 * @param attribute the attribute of its partition key
 * @param value the partition key's value
 */
record IndexKey(Optional<String> index, String attribute, String value) {
  static IndexKey of(Selection selection) {
    return switch (selection) {
      case Selection.InStream(String stream) -> new IndexKey(Optional.empty(), "stream", stream);
      case Selection.InRepository(String owner, String domain, String repository) ->
          by("repository", LedgerItem.repository(owner, domain, repository));
      case Selection.OnDay(var day) -> by("day", day.toString());
      case Selection.OfType(String type) -> by("type", type);
      case Selection.OfVersion(var version) -> by("version", PackageStreams.version(version));
    };
  }

  private static IndexKey by(String attribute, String value) {
    return new IndexKey(Optional.of("by-" + attribute), attribute, value);
  }
}
