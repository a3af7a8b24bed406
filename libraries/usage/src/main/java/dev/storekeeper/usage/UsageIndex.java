package dev.storekeeper.usage;

import dev.storekeeper.codeartifact.PackageCoordinates;
import java.util.Map;

/**
 * When package versions and repositories were last used. Every method reads consistently, and
 * throws {@link UsageUnavailableException} when the store cannot answer: an answer without an entry
 * always means that nothing was recorded. Implementations are thread-safe.
 */
public interface UsageIndex {
  /** The use of a package's versions, through whatever repository of the domain. */
  PackageUsage versions(DomainPackage domainPackage);

  /**
   * The publications of a package in a repository, by version; region and administrator do not
   * matter.
   */
  Map<String, Published> published(PackageCoordinates coordinates);

  /** The use of a repository. */
  RepositoryUsage repository(RepositoryCoordinates repository);

  /** For which time every read is known. */
  Coverage coverage();
}
