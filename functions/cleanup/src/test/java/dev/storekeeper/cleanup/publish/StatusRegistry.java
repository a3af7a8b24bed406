package dev.storekeeper.cleanup.publish;

import dev.storekeeper.cleanup.export.FakeSource;
import dev.storekeeper.cleanup.export.Faults;
import dev.storekeeper.cleanup.registry.DescribedRepository;
import dev.storekeeper.cleanup.registry.DomainId;
import dev.storekeeper.cleanup.registry.PackagePage;
import dev.storekeeper.cleanup.registry.Registry;
import dev.storekeeper.cleanup.registry.RegistryException;
import dev.storekeeper.cleanup.registry.RepositoryId;
import dev.storekeeper.cleanup.registry.VersionListing;
import dev.storekeeper.cleanup.registry.VersionResult;
import dev.storekeeper.codeartifact.Asset;
import dev.storekeeper.codeartifact.PackageCoordinates;
import dev.storekeeper.codeartifact.PackageVersion;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/** Sets the status of versions in memory, and does nothing else. */
final class StatusRegistry implements Registry {
  private final FakeSource source;
  private Faults faults = Faults.none();

  StatusRegistry(FakeSource source) {
    this.source = source;
  }

  void faults(Faults next) {
    faults = next;
  }

  @Override
  public Map<String, VersionResult> setStatus(
      PackageCoordinates coordinates,
      SortedMap<String, String> revisions,
      String expectedStatus,
      String targetStatus)
      throws RegistryException {
    if (faults.next(Faults.Moment.BEFORE)) {
      throw new RegistryException(RegistryException.Kind.UNAVAILABLE, "failed");
    }
    PackageVersion id = new PackageVersion(coordinates, revisions.firstKey());
    FakeSource.Version found = Optional.ofNullable(source.versions().get(id)).orElseThrow();
    if (!found.status().equals(expectedStatus)
        || !found.revision().equals(revisions.get(revisions.firstKey()))) {
      return Map.of(id.version(), new VersionResult.Failed("MISMATCHED_STATUS", found.status()));
    }
    source.put(id, targetStatus, found.assets());
    if (faults.next(Faults.Moment.AFTER)) {
      throw new RegistryException(RegistryException.Kind.UNAVAILABLE, "lost");
    }
    return Map.of(id.version(), new VersionResult.Done());
  }

  @Override
  public List<String> repositories(DomainId domain) {
    throw new UnsupportedOperationException();
  }

  @Override
  public DescribedRepository repository(RepositoryId repository) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Map<String, String> tags(RepositoryId repository) {
    throw new UnsupportedOperationException();
  }

  @Override
  public PackagePage packages(RepositoryId repository, Optional<String> page) {
    throw new UnsupportedOperationException();
  }

  @Override
  public VersionListing versions(PackageCoordinates coordinates) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Instant publishedTime(PackageVersion version) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Map<String, String> distTags(PackageCoordinates coordinates) {
    throw new UnsupportedOperationException();
  }

  @Override
  public List<Asset> assets(PackageVersion version) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Map<String, VersionResult> deleteArchived(
      PackageCoordinates coordinates, List<String> versions) {
    throw new UnsupportedOperationException();
  }
}
