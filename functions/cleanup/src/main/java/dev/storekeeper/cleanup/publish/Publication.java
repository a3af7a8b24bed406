package dev.storekeeper.cleanup.publish;

import dev.storekeeper.cleanup.export.ExportedAsset;
import dev.storekeeper.cleanup.export.Manifest;
import dev.storekeeper.cleanup.registry.RepositoryId;
import dev.storekeeper.codeartifact.PackageCoordinates;
import dev.storekeeper.codeartifact.PackageVersion;
import java.util.List;

/**
 * What is to be published, and where.
 *
 * @param target the version that is to be there
 * @param manifest what it consists of
 * @param missing the assets that are not there yet, by name
 */
record Publication(PackageVersion target, Manifest manifest, List<ExportedAsset> missing) {
  Publication {
    missing = List.copyOf(missing);
  }

  PackageCoordinates coordinates() {
    return target.coordinates();
  }

  RepositoryId repository() {
    return RepositoryId.of(target.coordinates());
  }

  /** Whether the version is to be finished; one that never was is restored as it was. */
  boolean finish() {
    return !manifest.status().equals("Unfinished");
  }
}
