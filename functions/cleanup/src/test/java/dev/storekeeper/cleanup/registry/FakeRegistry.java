package dev.storekeeper.cleanup.registry;

import dev.storekeeper.cleanup.Killed;
import dev.storekeeper.cleanup.registry.RegistryFaults.Fault;
import dev.storekeeper.codeartifact.Asset;
import dev.storekeeper.codeartifact.OriginType;
import dev.storekeeper.codeartifact.PackageCoordinates;
import dev.storekeeper.codeartifact.PackageVersion;
import dev.storekeeper.codeartifact.pace.CallCount;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * CodeArtifact in memory: statuses and revisions are compared and set, a call for several versions
 * does all or nothing, listings come newest first. Whatever is wanted goes wrong. Thread-safe.
 */
public final class FakeRegistry implements Registry {
  private final Map<RepositoryId, DescribedRepository> repositories = new HashMap<>();
  private final Map<RepositoryId, Map<String, String>> tags = new HashMap<>();
  private final Map<RepositoryId, FakePackages> packages = new HashMap<>();
  private final Map<PackageCoordinates, Map<String, String>> distTags = new HashMap<>();
  private final CallCount calls = new CallCount();
  private int pageSize = 100;
  private long revisions;
  private RegistryFaults faults = (_, _) -> Fault.NONE;

  /** Lets calls go wrong from now on. */
  public synchronized void faults(RegistryFaults these) {
    faults = these;
  }

  /** How many packages a page has from now on. */
  public synchronized void pageSize(int size) {
    pageSize = size;
  }

  /** The calls so far. */
  public CallCount calls() {
    return calls;
  }

  /** Creates or replaces a repository; its packages stay. */
  public synchronized void put(DescribedRepository repository, Map<String, String> itsTags) {
    repositories.put(repository.id(), repository);
    tags.put(repository.id(), new TreeMap<>(itsTags));
    packages.computeIfAbsent(repository.id(), _ -> new FakePackages());
  }

  /** Removes a repository with everything in it. */
  public synchronized void remove(RepositoryId repository) {
    repositories.remove(repository);
    tags.remove(repository);
    packages.remove(repository);
  }

  /** Removes a package with everything in it. */
  public synchronized void remove(PackageCoordinates coordinates) {
    packagesOf(coordinates).remove(listed(coordinates));
  }

  /** Publishes a version with one asset, or changes it: it has a new revision afterwards. */
  public synchronized void publish(
      PackageVersion version, String status, OriginType origin, Instant time, long bytes) {
    Asset asset = new Asset("asset", bytes, Optional.empty());
    packagesOf(version.coordinates())
        .put(
            listed(version.coordinates()),
            new FakePackages.Version(
                version.version(),
                "revision-" + ++revisions,
                status,
                origin,
                time,
                List.of(asset)));
  }

  /** Sets a status as somebody else would. */
  public synchronized void become(PackageVersion version, String status) {
    FakePackages own = packagesOf(version.coordinates());
    ListedPackage listed = listed(version.coordinates());
    own.put(listed, own.version(listed, version.version()).orElseThrow().as(status));
  }

  /** The present status of a version; absent if it is not there. */
  public synchronized Optional<String> status(PackageVersion version) {
    return packagesOf(version.coordinates())
        .version(listed(version.coordinates()), version.version())
        .map(FakePackages.Version::status);
  }

  @Override
  public synchronized List<String> repositories(DomainId domain) throws RegistryException {
    return call(
        "ListRepositoriesInDomain",
        domain,
        _ -> {
          List<String> names =
              repositories.keySet().stream()
                  .filter(id -> id.domain().equals(domain))
                  .map(RepositoryId::name)
                  .sorted()
                  .toList();
          return Optional.of(names);
        });
  }

  @Override
  public synchronized DescribedRepository repository(RepositoryId repository)
      throws RegistryException {
    return call(
        "DescribeRepository", repository, _ -> Optional.ofNullable(repositories.get(repository)));
  }

  @Override
  public synchronized Map<String, String> tags(RepositoryId repository) throws RegistryException {
    return call(
        "ListTagsForResource",
        repository,
        _ -> Optional.<Map<String, String>>ofNullable(tags.get(repository)).map(Map::copyOf));
  }

  @Override
  public synchronized PackagePage packages(RepositoryId repository, Optional<String> page)
      throws RegistryException {
    return call(
        "ListPackages",
        repository,
        _ -> Optional.ofNullable(packages.get(repository)).map(own -> page(own, page)));
  }

  private PackagePage page(FakePackages own, Optional<String> after) {
    List<ListedPackage> rest =
        own.sorted().stream()
            .filter(listed -> FakePackages.key(listed).compareTo(after.orElse("")) > 0)
            .toList();
    List<ListedPackage> page = rest.subList(0, Math.min(pageSize, rest.size()));
    return new PackagePage(
        List.copyOf(page),
        page.size() < rest.size()
            ? Optional.of(FakePackages.key(page.getLast()))
            : Optional.empty());
  }

  @Override
  public synchronized VersionListing versions(PackageCoordinates coordinates)
      throws RegistryException {
    return call(
        "ListPackageVersions",
        coordinates,
        fault -> {
          FakePackages own = packagesOf(coordinates);
          ListedPackage listed = listed(coordinates);
          if (!own.has(listed)) {
            return Optional.empty();
          }
          return Optional.of(fault == Fault.STALE ? own.stale(listed) : own.listing(listed));
        });
  }

  @Override
  public synchronized Instant publishedTime(PackageVersion version) throws RegistryException {
    return call(
        "DescribePackageVersion",
        version,
        _ -> found(version).map(FakePackages.Version::published));
  }

  /** Gives a version a dist-tag, which no other version has any more. */
  public synchronized void distTag(PackageVersion version, String tag) {
    distTags
        .computeIfAbsent(version.coordinates(), _ -> new TreeMap<>())
        .put(tag, version.version());
  }

  @Override
  public synchronized Map<String, String> distTags(PackageCoordinates coordinates)
      throws RegistryException {
    return call(
        "ReadFromRepository", coordinates, _ -> Optional.ofNullable(distTags.get(coordinates)));
  }

  @Override
  public synchronized List<Asset> assets(PackageVersion version) throws RegistryException {
    return call(
        "ListPackageVersionAssets", version, _ -> found(version).map(FakePackages.Version::assets));
  }

  @Override
  public synchronized Map<String, VersionResult> setStatus(
      PackageCoordinates coordinates,
      SortedMap<String, String> revisions,
      String expectedStatus,
      String targetStatus)
      throws RegistryException {
    VersionResults.checkCount(revisions.size());
    return call(
        "UpdatePackageVersionsStatus",
        coordinates,
        _ ->
            Optional.of(
                change(
                    coordinates,
                    List.copyOf(revisions.keySet()),
                    version -> problem(version, expectedStatus, Optional.of(revisions)),
                    version ->
                        packagesOf(coordinates)
                            .put(listed(coordinates), version.as(targetStatus)))));
  }

  @Override
  public synchronized Map<String, VersionResult> deleteArchived(
      PackageCoordinates coordinates, List<String> versions) throws RegistryException {
    VersionResults.checkCount(versions.size());
    return call(
        "DeletePackageVersions",
        coordinates,
        _ ->
            Optional.of(
                change(
                    coordinates,
                    versions,
                    version -> problem(version, "Archived", Optional.empty()),
                    version ->
                        packagesOf(coordinates).delete(listed(coordinates), version.version()))));
  }

  private Map<String, VersionResult> change(
      PackageCoordinates coordinates,
      List<String> versions,
      Function<FakePackages.Version, Optional<VersionResult.Failed>> check,
      Consumer<FakePackages.Version> change) {
    Map<String, VersionResult> results = new TreeMap<>();
    List<FakePackages.Version> found = new ArrayList<>();
    for (String version : versions) {
      Optional<FakePackages.Version> there = found(new PackageVersion(coordinates, version));
      Optional<VersionResult.Failed> failed =
          there.isPresent()
              ? check.apply(there.get())
              : Optional.of(new VersionResult.Failed("NOT_FOUND", "no version " + version));
      failed.ifPresent(failure -> results.put(version, failure));
      there.ifPresent(found::add);
    }
    boolean allOrNothing = results.isEmpty();
    for (FakePackages.Version version : found) {
      if (allOrNothing) {
        change.accept(version);
        results.put(version.version(), new VersionResult.Done());
      } else {
        results.putIfAbsent(
            version.version(),
            new VersionResult.Failed("SKIPPED", "version " + version.version() + " is skipped"));
      }
    }
    return results;
  }

  private static Optional<VersionResult.Failed> problem(
      FakePackages.Version version,
      String expectedStatus,
      Optional<SortedMap<String, String>> revisions) {
    if (revisions.isPresent()) {
      @Nullable String expected = revisions.get().get(version.version());
      if (!version.revision().equals(expected)) {
        return Optional.of(
            new VersionResult.Failed(
                "MISMATCHED_REVISION",
                "current revision: %s, expected revision: %s"
                    .formatted(version.revision(), expected)));
      }
    }
    return version.status().equals(expectedStatus)
        ? Optional.empty()
        : Optional.of(
            new VersionResult.Failed(
                "MISMATCHED_STATUS",
                "current status: %s, expected status: %s"
                    .formatted(version.status(), expectedStatus)));
  }

  private <T> T call(String operation, Object resource, Function<Fault, Optional<T>> action)
      throws RegistryException {
    calls.count(operation);
    Fault fault = faults.at(operation, resource);
    String what = operation + " of " + resource;
    switch (fault) {
      case UNAVAILABLE ->
          throw new RegistryException(RegistryException.Kind.UNAVAILABLE, what + ": throttled");
      case DENIED -> throw new RegistryException(RegistryException.Kind.DENIED, what + ": denied");
      case KILLED -> throw new Killed(what);
      case NONE, LOST_ANSWER, STALE, KILLED_AFTER -> {}
    }
    Optional<T> answer = action.apply(fault);
    if (fault == Fault.KILLED_AFTER) {
      throw new Killed(what);
    }
    if (fault == Fault.LOST_ANSWER) {
      throw new RegistryException(RegistryException.Kind.UNAVAILABLE, what + ": no answer");
    }
    return answer.orElseThrow(
        () -> new RegistryException(RegistryException.Kind.NOT_FOUND, what + ": not found"));
  }

  private Optional<FakePackages.Version> found(PackageVersion version) {
    return packagesOf(version.coordinates())
        .version(listed(version.coordinates()), version.version());
  }

  private FakePackages packagesOf(PackageCoordinates coordinates) {
    @Nullable FakePackages own = packages.get(RepositoryId.of(coordinates));
    return own == null ? new FakePackages() : own;
  }

  private static ListedPackage listed(PackageCoordinates coordinates) {
    return new ListedPackage(coordinates.format(), coordinates.namespace(), coordinates.name());
  }
}
