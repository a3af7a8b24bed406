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
 * A registry whose deletions are another role's: the role that looks and archives cannot delete.
 *
 * @param everyday looks and archives
 * @param deleter deletes archived versions, and nothing else
 */
public record SplitRegistry(Registry everyday, Registry deleter) implements Registry {
  @Override
  public List<String> repositories(DomainId domain) throws RegistryException {
    return everyday.repositories(domain);
  }

  @Override
  public DescribedRepository repository(RepositoryId repository) throws RegistryException {
    return everyday.repository(repository);
  }

  @Override
  public Map<String, String> tags(RepositoryId repository) throws RegistryException {
    return everyday.tags(repository);
  }

  @Override
  public PackagePage packages(RepositoryId repository, Optional<String> page)
      throws RegistryException {
    return everyday.packages(repository, page);
  }

  @Override
  public VersionListing versions(PackageCoordinates coordinates) throws RegistryException {
    return everyday.versions(coordinates);
  }

  @Override
  public Instant publishedTime(PackageVersion version) throws RegistryException {
    return everyday.publishedTime(version);
  }

  @Override
  public Map<String, String> distTags(PackageCoordinates coordinates) throws RegistryException {
    return everyday.distTags(coordinates);
  }

  @Override
  public List<Asset> assets(PackageVersion version) throws RegistryException {
    return everyday.assets(version);
  }

  @Override
  public Map<String, VersionResult> setStatus(
      PackageCoordinates coordinates,
      SortedMap<String, String> revisions,
      String expectedStatus,
      String targetStatus)
      throws RegistryException {
    return everyday.setStatus(coordinates, revisions, expectedStatus, targetStatus);
  }

  @Override
  public Map<String, VersionResult> deleteArchived(
      PackageCoordinates coordinates, List<String> versions) throws RegistryException {
    return deleter.deleteArchived(coordinates, versions);
  }
}
