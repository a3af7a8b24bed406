package dev.storekeeper.cleanup.repository;

import dev.storekeeper.cleanup.export.ExportException;
import dev.storekeeper.cleanup.export.ExportKeys;
import dev.storekeeper.cleanup.export.Exports;
import dev.storekeeper.cleanup.registry.FakeRegistry;
import dev.storekeeper.codeartifact.PackageVersion;
import java.util.SortedSet;
import java.util.TreeSet;

/** Copies of versions, as far as they can be read. */
final class WorldExports implements Exports {
  private final FakeRegistry registry;
  private final SortedSet<String> manifests = new TreeSet<>();

  WorldExports(FakeRegistry registry) {
    this.registry = registry;
  }

  SortedSet<String> manifests() {
    return manifests;
  }

  @Override
  public String export(PackageVersion version, String revision) throws ExportException {
    String status = registry.status(version).orElse("");
    if (!status.equals("Published") && !status.equals("Unlisted")) {
      throw new ExportException(version + " is " + status + " and cannot be copied");
    }
    String manifest = ExportKeys.manifest(version, revision);
    manifests.add(manifest);
    return manifest;
  }

  @Override
  public void verify(String manifest, PackageVersion version, String revision)
      throws ExportException {
    if (!manifests.contains(manifest)) {
      throw new ExportException(manifest + " is not there");
    }
  }
}
