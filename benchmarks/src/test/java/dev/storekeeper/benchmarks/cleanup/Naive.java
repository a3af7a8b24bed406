package dev.storekeeper.benchmarks.cleanup;

import dev.storekeeper.cleanup.registry.DomainId;
import dev.storekeeper.cleanup.registry.ListedPackage;
import dev.storekeeper.cleanup.registry.ListedVersion;
import dev.storekeeper.cleanup.registry.PackagePage;
import dev.storekeeper.cleanup.registry.Registry;
import dev.storekeeper.cleanup.registry.RegistryException;
import dev.storekeeper.cleanup.registry.RepositoryId;
import dev.storekeeper.cleanup.scan.WorkResult;
import dev.storekeeper.codeartifact.PackageCoordinates;
import dev.storekeeper.codeartifact.PackageVersion;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A cleaner as scripts do it: everything is listed, and each version is asked when it was
 * published.
 */
final class Naive {
  private final Registry registry;

  Naive(Registry registry) {
    this.registry = registry;
  }

  /** Finds the publish times of all versions of a repository; nothing is asked of sizes. */
  WorkResult describe(DomainId domain, String repository) throws RegistryException {
    RepositoryId id = new RepositoryId(domain, repository);
    registry.repository(id);
    registry.tags(id);
    List<Instant> times = new ArrayList<>();
    for (PackageCoordinates coordinates : packages(id)) {
      for (ListedVersion version : registry.versions(coordinates).versions()) {
        times.add(registry.publishedTime(new PackageVersion(coordinates, version.version())));
      }
    }
    return times.isEmpty()
        ? new WorkResult.Refused(repository + " is empty")
        : new WorkResult.Done();
  }

  /** Archives and deletes all versions of a repository, in calls of as many as may be in one. */
  WorkResult remove(DomainId domain, String repository) throws RegistryException {
    for (PackageCoordinates coordinates : packages(new RepositoryId(domain, repository))) {
      List<ListedVersion> versions = registry.versions(coordinates).versions();
      for (int i = 0; i < versions.size(); i += Registry.MAX_VERSIONS) {
        SortedMap<String, String> revisions = new TreeMap<>();
        versions.stream()
            .skip(i)
            .limit(Registry.MAX_VERSIONS)
            .forEach(version -> revisions.put(version.version(), version.revision()));
        registry.setStatus(coordinates, revisions, "Published", "Archived");
        registry.deleteArchived(coordinates, List.copyOf(revisions.keySet()));
      }
    }
    return new WorkResult.Done();
  }

  private List<PackageCoordinates> packages(RepositoryId id) throws RegistryException {
    List<PackageCoordinates> packages = new ArrayList<>();
    Optional<String> next = Optional.empty();
    do {
      PackagePage page = registry.packages(id, next);
      for (ListedPackage each : page.packages()) {
        packages.add(id.packageOf(each.format(), each.namespace(), each.name()));
      }
      next = page.next();
    } while (next.isPresent());
    return packages;
  }
}
