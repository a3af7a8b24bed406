package dev.storekeeper.cleanup.publish;

import dev.storekeeper.cleanup.export.FakeSource;
import dev.storekeeper.cleanup.registry.RepositoryId;
import dev.storekeeper.codeartifact.PackageVersion;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The versions of a repository that is played, as publishing changes them. */
final class PlayedVersions {
  private final FakeSource source;
  private final RepositoryId repository;

  PlayedVersions(FakeSource source, RepositoryId repository) {
    this.source = source;
    this.repository = repository;
  }

  PackageVersion id(String format, String namespace, String name, String version) {
    return new PackageVersion(repository.packageOf(format, namespace, name), version);
  }

  Optional<FakeSource.Version> find(PackageVersion id) {
    return Optional.ofNullable(source.versions().get(id));
  }

  /** Adds an asset; the same bytes again change nothing. */
  synchronized void add(PackageVersion id, String name, byte[] bytes, String newStatus)
      throws Refusal {
    Optional<FakeSource.Version> found = find(id);
    Map<String, byte[]> assets =
        new TreeMap<>(found.map(FakeSource.Version::assets).orElse(new TreeMap<>()));
    byte @Nullable [] there = assets.get(name);
    if (there != null && !Arrays.equals(there, bytes)) {
      throw new Refusal(409, "asset " + name + " exists with other bytes");
    }
    if (found.filter(version -> version.status().equals("Archived")).isPresent()) {
      throw new Refusal(409, "the version is archived");
    }
    assets.put(name, bytes);
    source.put(id, found.map(FakeSource.Version::status).orElse(newStatus), assets);
  }

  synchronized void finish(PackageVersion id) {
    find(id)
        .filter(version -> version.status().equals("Unfinished"))
        .ifPresent(version -> source.put(id, "Published", version.assets()));
  }
}
