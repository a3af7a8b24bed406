package dev.storekeeper.usage.dynamodb;

/** The sort keys of a repository's items, and the attribute that holds their time. */
final class Sorts {
  static final String READ = "read";
  static final String PUBLISH = "publish";
  static final String GRANT = "grant";
  static final String REFUSED = "refused";
  static final String UNATTRIBUTED = "unattributed";
  static final String FOREIGN_CHANGE = "foreign-change";
  static final String TIME = "time";

  private Sorts() {}
}
