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
 * @param packages how many packages are done
 * @param versions how many versions of them have a copy
 * @param completedAt when it was complete; absent until then
 */
public record ExportWalk(
    int number,
    String policyRevision,
    Optional<String> page,
    Optional<String> after,
    long packages,
    long versions,
    Optional<Instant> completedAt) {
  static ExportWalk begin(int number, String policyRevision) {
    return new ExportWalk(
        number, policyRevision, Optional.empty(), Optional.empty(), 0, 0, Optional.empty());
  }

  ExportWalk past(String key, long copied) {
    return new ExportWalk(
        number,
        policyRevision,
        page,
        Optional.of(key),
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
        packages,
        versions,
        completedAt);
  }

  ExportWalk complete(Instant time) {
    return new ExportWalk(
        number, policyRevision, page, after, packages, versions, Optional.of(time));
  }
}
