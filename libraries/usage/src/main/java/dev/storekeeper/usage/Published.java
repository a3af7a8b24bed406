package dev.storekeeper.usage;

import dev.storekeeper.codeartifact.OriginType;
import java.time.Instant;
import java.util.Optional;

/**
 * When a version was published in a repository. A version that is published again, or restored,
 * becomes young again.
 *
 * @param firstSeen the earliest publication that is known
 * @param publishedAt the latest publication that is known; what an age is reckoned from
 * @param revision the revision of the latest publication, where known
 * @param origin where the version of the latest publication comes from, where known
 */
public record Published(
    Instant firstSeen,
    Instant publishedAt,
    Optional<String> revision,
    Optional<OriginType> origin) {

  public Published {
    if (firstSeen.isAfter(publishedAt)) {
      throw new IllegalArgumentException(
          "firstSeen: found " + firstSeen + ", expected at most publishedAt, " + publishedAt);
    }
  }

  /** A version that is known from one publication. */
  public static Published once(
      Instant time, Optional<String> revision, Optional<OriginType> origin) {
    return new Published(time, time, revision, origin);
  }
}
