package dev.storekeeper.usage;

import dev.storekeeper.codeartifact.OriginType;
import dev.storekeeper.codeartifact.PackageVersion;
import java.time.Instant;
import java.util.Optional;

/**
 * Writes the index. Whatever is recorded only takes effect if it is later than what is there, so
 * signals may come in any order and repeatedly. Every method throws {@link
 * UsageUnavailableException} when the store does not take it. Implementations are thread-safe.
 */
public interface UsageRecorder {
  /**
   * Records that an asset of a version was read.
   *
   * @param version as CodeArtifact spells it, or {@link PackageUsage#ANY_VERSION}
   */
  void recordRead(DomainPackage domainPackage, String version, Access access);

  /** Records that an asset of a version was asked for in vain. */
  void recordRefused(DomainPackage domainPackage, String version, Refusal refusal);

  /**
   * Records that a version was published, and so that its repository was published to.
   *
   * @param time of an external version, when it was first seen: its publication time is not to be
   *     relied on
   */
  void recordPublished(
      PackageVersion version, Instant time, Optional<String> revision, Optional<OriginType> origin);

  /** Records that an asset was read through a repository. */
  void recordRepositoryRead(RepositoryCoordinates repository, Access access);

  /** Records that a request to a repository was denied. */
  void recordRepositoryRefused(RepositoryCoordinates repository, Refusal refusal);

  /** Records that an asset was read through a repository, of which package could not be told. */
  void recordUnattributedRead(RepositoryCoordinates repository, Access access);

  /** Records that a token for a repository was granted. */
  void recordGrant(RepositoryCoordinates repository, Instant time);

  /** Records that somebody else changed a repository. */
  void recordForeignChange(RepositoryCoordinates repository, ForeignChange change);
}
