package dev.storekeeper.cleanup.registry;

import dev.storekeeper.codeartifact.Asset;
import dev.storekeeper.codeartifact.OriginType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The packages of one repository. Not safe for use by several threads. */
final class FakePackages {
  private final Map<ListedPackage, Map<String, Version>> packages = new LinkedHashMap<>();
  private final Map<ListedPackage, VersionListing> before = new LinkedHashMap<>();

  /** A version. */
  record Version(
      String version,
      String revision,
      String status,
      OriginType origin,
      Instant published,
      List<Asset> assets) {
    Version as(String next) {
      return new Version(version, revision, next, origin, published, assets);
    }
  }

  List<ListedPackage> sorted() {
    return packages.keySet().stream().sorted(Comparator.comparing(FakePackages::key)).toList();
  }

  static String key(ListedPackage listed) {
    return listed.format() + "/" + listed.namespace() + "/" + listed.name();
  }

  void create(ListedPackage listed) {
    packages.computeIfAbsent(listed, _ -> new LinkedHashMap<>());
  }

  void remove(ListedPackage listed) {
    packages.remove(listed);
  }

  boolean has(ListedPackage listed) {
    return packages.containsKey(listed);
  }

  Optional<Version> version(ListedPackage listed, String version) {
    return Optional.ofNullable(packages.getOrDefault(listed, Map.of()).get(version));
  }

  void put(ListedPackage listed, Version version) {
    remember(listed);
    packages.computeIfAbsent(listed, _ -> new LinkedHashMap<>()).put(version.version(), version);
  }

  void delete(ListedPackage listed, String version) {
    remember(listed);
    packages.getOrDefault(listed, new LinkedHashMap<>()).remove(version);
  }

  VersionListing listing(ListedPackage listed) {
    List<Version> versions = new ArrayList<>(packages.getOrDefault(listed, Map.of()).values());
    versions.sort(
        Comparator.comparing(Version::published).reversed().thenComparing(Version::version));
    Optional<String> display =
        versions.stream()
            .filter(version -> version.status().equals("Published"))
            .map(Version::version)
            .findFirst();
    return new VersionListing(
        display,
        versions.stream()
            .map(version ->
                new ListedVersion(
                    version.version(), version.revision(), version.status(), version.origin()))
            .toList());
  }

  /** The listing as it was before the last change. */
  VersionListing stale(ListedPackage listed) {
    @Nullable VersionListing stale = before.get(listed);
    return stale == null ? listing(listed) : stale;
  }

  private void remember(ListedPackage listed) {
    before.put(listed, listing(listed));
  }
}
