package dev.storekeeper.usage;

import java.time.Instant;
import java.util.Optional;

/**
 * What is known of the use of a repository. Absent means "not seen", which for reads is "not read"
 * only within {@link Coverage}.
 *
 * @param lastRead the last successful read of an asset through this repository; of a day that has
 *     several, any one
 * @param lastPublish the last publication of any version
 * @param lastGrant the last token that was granted for it
 * @param lastRefused the last request that was denied, or read of an asset that failed
 * @param lastUnattributedRead the last read of an asset whose package could not be told; until then
 *     every package that can be read through the repository may be in use
 * @param lastForeignChange the last deletion or change of status that was not Storekeeper's
 */
public record RepositoryUsage(
    Optional<Access> lastRead,
    Optional<Instant> lastPublish,
    Optional<Instant> lastGrant,
    Optional<Refusal> lastRefused,
    Optional<Access> lastUnattributedRead,
    Optional<ForeignChange> lastForeignChange) {

  /** Nothing was seen. */
  public static final RepositoryUsage NONE =
      new RepositoryUsage(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty());

  /** Until when it may have been read: the end of the day of the last read that is known. */
  public Optional<Instant> mayHaveBeenReadUntil() {
    return lastRead.map(Access::endOfDay);
  }
}
