package dev.storekeeper.cleanup.execute;

import dev.storekeeper.cleanup.export.ExportException;
import dev.storekeeper.cleanup.export.Exports;
import dev.storekeeper.cleanup.registry.DescribedRepository;
import dev.storekeeper.cleanup.registry.DomainId;
import dev.storekeeper.cleanup.registry.ListedVersion;
import dev.storekeeper.cleanup.registry.PackagePage;
import dev.storekeeper.cleanup.registry.Registry;
import dev.storekeeper.cleanup.registry.RegistryException;
import dev.storekeeper.cleanup.registry.RepositoryId;
import dev.storekeeper.cleanup.registry.VersionListing;
import dev.storekeeper.cleanup.registry.VersionResult;
import dev.storekeeper.codeartifact.Asset;
import dev.storekeeper.codeartifact.OriginType;
import dev.storekeeper.codeartifact.PackageCoordinates;
import dev.storekeeper.codeartifact.PackageVersion;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/**
 * One package of a CodeArtifact and the bucket, as they really are. What the function is told about
 * them passes through {@link Chaos}.
 */
final class World implements Registry, Exports {
  /**
   * A version as it really is.
   *
   * @param former the status that its owner gave it
   */
  record Truth(
      String revision,
      String status,
      String former,
      OriginType origin,
      Instant published,
      Optional<Instant> lastRead,
      Optional<Instant> refusedRead,
      long bytes) {
    Truth status(String next) {
      return new Truth(revision, next, former, origin, published, lastRead, refusedRead, bytes);
    }

    /** Its owner gives it a status; one that it has already tells nobody anything. */
    Truth owned(String next) {
      return next.equals(status)
          ? this
          : new Truth(revision, next, next, origin, published, lastRead, refusedRead, bytes);
    }

    Truth revision(String next) {
      return new Truth(next, status, former, origin, published, lastRead, refusedRead, bytes);
    }

    Truth refused(Instant at) {
      return new Truth(
          revision, status, former, origin, published, lastRead, Optional.of(at), bytes);
    }

    Truth read(Instant at) {
      return new Truth(
          revision, status, former, origin, published, Optional.of(at), refusedRead, bytes);
    }
  }

  private final Chaos chaos;
  private final SortedMap<String, Truth> versions = new TreeMap<>();
  private final Set<String> exports = new HashSet<>();
  private SortedMap<String, Truth> before = new TreeMap<>();
  private final boolean revisionFollowsStatus;
  private BiConsumer<String, String> witness = (version, change) -> {};

  /**
   * A world.
   *
   * @param revisionFollowsStatus whether a change of status changes the revision
   */
  World(Chaos chaos, boolean revisionFollowsStatus) {
    this.chaos = chaos;
    this.revisionFollowsStatus = revisionFollowsStatus;
  }

  /** Is told before a version is really changed by the function: to which status, or deleted. */
  void witness(BiConsumer<String, String> who) {
    witness = who;
  }

  SortedMap<String, Truth> versions() {
    return versions;
  }

  /** Somebody publishes a version, or more of it; listings may show it later. */
  void publish(String version, Truth truth) {
    before = new TreeMap<>(versions);
    versions.put(version, truth);
  }

  /** Something about a version changes, and listings show it at once. */
  void change(String version, Truth truth) {
    versions.put(version, truth);
    before = new TreeMap<>(versions);
  }

  /** Somebody else deletes a version. */
  void remove(String version) {
    versions.remove(version);
    before = new TreeMap<>(versions);
  }

  @Override
  public VersionListing versions(PackageCoordinates coordinates) throws RegistryException {
    chaos.registry("ListPackageVersions", false);
    SortedMap<String, Truth> seen = chaos.isStale() ? before : versions;
    List<Map.Entry<String, Truth>> newestFirst = new ArrayList<>(seen.entrySet());
    newestFirst.sort(
        Map.Entry.<String, Truth>comparingByValue(Comparator.comparing(Truth::published))
            .reversed());
    return new VersionListing(
        newestFirst.stream().findFirst().map(Map.Entry::getKey),
        newestFirst.stream()
            .map(entry ->
                new ListedVersion(
                    entry.getKey(),
                    entry.getValue().revision(),
                    entry.getValue().status(),
                    entry.getValue().origin()))
            .toList());
  }

  @Override
  public Map<String, VersionResult> setStatus(
      PackageCoordinates coordinates,
      SortedMap<String, String> revisions,
      String expectedStatus,
      String targetStatus)
      throws RegistryException {
    chaos.registry("UpdatePackageVersionsStatus", false);
    Map<String, VersionResult> results = new HashMap<>();
    revisions.forEach((version, revision) -> {
      Truth truth = versions.get(version);
      if (truth == null) {
        results.put(version, new VersionResult.Failed("NOT_FOUND", version));
      } else if (!truth.revision().equals(revision)) {
        results.put(version, new VersionResult.Failed("MISMATCHED_REVISION", version));
      } else if (!truth.status().equals(expectedStatus)) {
        results.put(version, new VersionResult.Failed("MISMATCHED_STATUS", version));
      }
    });
    boolean all = results.isEmpty();
    before = new TreeMap<>(versions);
    for (String version : revisions.keySet()) {
      if (all) {
        witness.accept(version, targetStatus);
        versions.computeIfPresent(
            version,
            (name, truth) ->
                revisionFollowsStatus
                    ? truth.status(targetStatus).revision(truth.revision() + "'")
                    : truth.status(targetStatus));
        results.put(
            version,
            new VersionResult.Done(
                Optional.ofNullable(versions.get(version)).map(Truth::revision)));
      } else {
        results.putIfAbsent(version, new VersionResult.Failed("SKIPPED", version));
      }
    }
    chaos.registry("UpdatePackageVersionsStatus", true);
    return results;
  }

  @Override
  public Map<String, VersionResult> deleteArchived(
      PackageCoordinates coordinates, List<String> names) throws RegistryException {
    chaos.registry("DeletePackageVersions", false);
    Map<String, VersionResult> results = new HashMap<>();
    for (String version : names) {
      Truth truth = versions.get(version);
      if (truth == null) {
        results.put(version, new VersionResult.Failed("NOT_FOUND", version));
      } else if (!truth.status().equals("Archived")) {
        results.put(version, new VersionResult.Failed("MISMATCHED_STATUS", version));
      }
    }
    boolean all = results.isEmpty();
    for (String version : names) {
      if (all) {
        witness.accept(version, "Deleted");
        versions.remove(version);
        results.put(version, new VersionResult.Done());
      } else {
        results.putIfAbsent(version, new VersionResult.Failed("SKIPPED", version));
      }
    }
    chaos.registry("DeletePackageVersions", true);
    return results;
  }

  @Override
  public Map<String, String> distTags(PackageCoordinates coordinates) {
    throw new UnsupportedOperationException();
  }

  @Override
  public List<Asset> assets(PackageVersion version) throws RegistryException {
    chaos.registry("ListPackageVersionAssets", false);
    return List.of(new Asset("a.whl", 10, Optional.of("00")));
  }

  @Override
  public String export(PackageVersion version, String revision) throws ExportException {
    chaos.export("export");
    Truth truth = versions.get(version.version());
    if (truth == null
        || !truth.revision().equals(revision)
        || truth.status().equals("Archived")
        || truth.status().equals("Disposed")) {
      throw new ExportException("it cannot be copied");
    }
    String manifest = version.version() + "@" + revision;
    exports.add(manifest);
    return manifest;
  }

  @Override
  public void verify(String manifest, PackageVersion version, String revision)
      throws ExportException {
    chaos.export("verify");
    if (!exports.contains(manifest) || !manifest.equals(version.version() + "@" + revision)) {
      throw new ExportException("there is no copy of it");
    }
  }

  boolean hasExport(String version, String revision) {
    return exports.contains(version + "@" + revision);
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
  public Instant publishedTime(PackageVersion version) {
    throw new UnsupportedOperationException();
  }
}
