package dev.storekeeper.cleanup.repository;

import java.time.Instant;
import java.util.Optional;

/**
 * How far the copying of a repository is.
 *
 * @param number which walk through the repository this is, from 1
 * @param policyRevision the revision of the repository's policy when it began: as long as it is the
 *     same, nobody could publish since
 * @param page where the next page of packages begins; absent for the first
 * @param after the last package of that page that is done
 * @param version the last version that is done of a package that is not, with the package before
 *     it; absent if none is begun
 * @param packages how many packages are done
 * @param versions how many versions have a copy
 * @param completedAt when it was complete; absent until then
 */
public record ExportWalk(
    int number,
    String policyRevision,
    Optional<String> page,
    Optional<String> after,
    Optional<String> version,
    long packages,
    long versions,
    Optional<Instant> completedAt) {
  static ExportWalk begin(int number, String policyRevision) {
    return new ExportWalk(
        number,
        policyRevision,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        0,
        0,
        Optional.empty());
  }

  /**
   * The last version of a package that is done, in the order of their texts; absent at its
   * beginning, also if another package was begun that is no longer there.
   */
  Optional<String> versionOf(String key) {
    String start = key + "/";
    return version.filter(it -> it.startsWith(start)).map(it -> it.substring(start.length()));
  }

  /** A part of a package is done; there is more of it. */
  ExportWalk within(String key, String last, long copied) {
    return new ExportWalk(
        number,
        policyRevision,
        page,
        after,
        Optional.of(key + "/" + last),
        packages,
        versions + copied,
        completedAt);
  }

  /** A package is done, with what was left of it. */
  ExportWalk past(String key, long copied) {
    return new ExportWalk(
        number,
        policyRevision,
        page,
        Optional.of(key),
        Optional.empty(),
        packages + 1,
        versions + copied,
        completedAt);
  }

  ExportWalk turn(String next) {
    return new ExportWalk(
        number,
        policyRevision,
        Optional.of(next),
        Optional.empty(),
        Optional.empty(),
        packages,
        versions,
        completedAt);
  }

  ExportWalk complete(Instant time) {
    return new ExportWalk(
        number, policyRevision, page, after, version, packages, versions, Optional.of(time));
  }
}
