package dev.storekeeper.retention;

import java.util.Optional;

/**
 * How many versions of a package stay, whatever any policy selects.
 *
 * @param newest the newest of all
 * @param newestPerMajor the newest of each major line
 * @param newestPerMinor the newest of each minor line
 * @param latestPublished the most recently published; 0 for none
 */
record KeepRules(
    Optional<Long> newest,
    Optional<Long> newestPerMajor,
    Optional<Long> newestPerMinor,
    long latestPublished) {
  static final long USUAL_LATEST_PUBLISHED = 1;

  /** The rules of a policy that does not write any. */
  static final KeepRules USUAL =
      new KeepRules(Optional.empty(), Optional.empty(), Optional.empty(), USUAL_LATEST_PUBLISHED);
}
