package dev.storekeeper.ledger;

import java.util.Map;
import java.util.TreeMap;

/** A record as the attributes of its DynamoDB item, all of them texts. */
final class LedgerItem {
  private static final int DAY_LENGTH = "2026-03-04".length();

  private LedgerItem() {}

  /**
   * The attributes; the package's are absent for records of other things.
   *
   * @throws RecordTooLargeException if the record does not fit
   */
  static Map<String, String> of(LedgerRecord record) {
    LedgerRecord fitted = FittedRecord.of(record);
    Map<String, String> attributes = new TreeMap<>();
    attributes.put("stream", record.stream());
    attributes.put("position", record.position());
    attributes.put("id", record.id());
    attributes.put("day", Times.text(record.time()).substring(0, DAY_LENGTH));
    attributes.put("type", record.type());
    record
        .packageVersion()
        .ifPresent(version -> {
          attributes.put(
              "repository",
              repository(
                  version.coordinates().domainOwner(),
                  version.coordinates().domain(),
                  version.coordinates().repository()));
          attributes.put("version", PackageStreams.version(version));
        });
    attributes.put("record", fitted.toJson());
    return attributes;
  }

  static String repository(String domainOwner, String domain, String repository) {
    return domainOwner + "/" + domain + "/" + repository;
  }
}
