package dev.storekeeper.cleanup.registry;

import dev.storekeeper.codeartifact.Asset;
import dev.storekeeper.codeartifact.PackageCoordinates;
import dev.storekeeper.codeartifact.PackageVersion;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/**
 * CodeArtifact as cleanup sees it. There is no way to delete a package: that would also remove its
 * origin configuration, and a public package of the name could then be pulled in. Safe for use by
 * many threads.
 */
public interface Registry {
  /** The most versions of one call. */
  int MAX_VERSIONS = 100;

  /** The names of all repositories of a domain, sorted. */
  List<String> repositories(DomainId domain) throws RegistryException;

  /** A repository. */
  DescribedRepository repository(RepositoryId repository) throws RegistryException;

  /** A repository's tags. */
  Map<String, String> tags(RepositoryId repository) throws RegistryException;

  /** A page of a repository's packages; no page yet, the first. */
  PackagePage packages(RepositoryId repository, Optional<String> page) throws RegistryException;

  /** All versions of a package, whatever their status; complete or an exception. */
  VersionListing versions(PackageCoordinates coordinates) throws RegistryException;

  /** When a version was published; not to be relied on for versions of external origin. */
  Instant publishedTime(PackageVersion version) throws RegistryException;

  /** The version that each dist-tag of an npm package names, as {@link DistTags} tells it. */
  Map<String, String> distTags(PackageCoordinates coordinates) throws RegistryException;

  /** All assets of a version; complete or an exception. */
  List<Asset> assets(PackageVersion version) throws RegistryException;

  /**
   * Sets the status of versions, each if it still has the given revision and status.
   *
   * @param revisions revisions by version, 1 to {@value #MAX_VERSIONS}
   * @return what became of each version
   */
  Map<String, VersionResult> setStatus(
      PackageCoordinates coordinates,
      SortedMap<String, String> revisions,
      String expectedStatus,
      String targetStatus)
      throws RegistryException;

  /**
   * Deletes versions, each if it is still archived.
   *
   * @param versions 1 to {@value #MAX_VERSIONS}
   * @return what became of each version
   */
  Map<String, VersionResult> deleteArchived(PackageCoordinates coordinates, List<String> versions)
      throws RegistryException;
}
