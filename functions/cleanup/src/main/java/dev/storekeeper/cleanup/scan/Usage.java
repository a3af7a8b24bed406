package dev.storekeeper.cleanup.scan;

import dev.storekeeper.cleanup.registry.RepositoryId;
import dev.storekeeper.codeartifact.OriginType;
import dev.storekeeper.codeartifact.PackageCoordinates;
import dev.storekeeper.codeartifact.PackageVersion;
import dev.storekeeper.retention.Known;
import dev.storekeeper.retention.ReadHistory;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** What is remembered of publishing and reading. Safe for use by many threads. */
public interface Usage {
  /**
   * A publication.
   *
   * @param at when, the latest one that is known
   * @param revision the revision that it made, where known
   */
  record Publication(Instant at, Optional<String> revision) {}

  /** The last reads of a package's versions. */
  interface Reads {
    /** What is known of the reads of a version, through any repository of the domain. */
    Known<ReadHistory> of(String version);
  }

  /**
   * What is known of a repository.
   *
   * @param lastPublish the last publication into it; absent if none is known
   * @param lastGrant the last token for it; absent if none is known
   * @param reads the reads through it
   * @param unattributed until when something was read through it of which the package is not known
   */
  record OfRepository(
      Optional<Instant> lastPublish,
      Optional<Instant> lastGrant,
      Known<ReadHistory> reads,
      Optional<Instant> unattributed) {}

  /** The publications of a package in a repository, by version. */
  Map<String, Publication> publications(PackageCoordinates coordinates) throws UsageException;

  /** Remembers when a version was published, or first seen. */
  void recordPublished(PackageVersion version, Instant time, String revision, OriginType origin)
      throws UsageException;

  /** The reads of a package's versions. */
  Reads reads(PackageCoordinates coordinates) throws UsageException;

  /** The use of a repository. */
  OfRepository repository(RepositoryId repository) throws UsageException;
}
