package dev.storekeeper.cleanup.registry;

import dev.storekeeper.codeartifact.PackageCoordinates;
import java.util.Map;

/**
 * What npm's dist-tags name. CodeArtifact's API does not tell it, only the npm endpoint of a
 * repository does. Safe for use by many threads.
 */
@FunctionalInterface
public interface DistTags {
  /**
   * The version that each tag of an npm package names, also where the tag is an upstream's.
   *
   * @throws RegistryException of kind {@code NOT_FOUND} if npm cannot install any version of it
   */
  Map<String, String> of(PackageCoordinates coordinates) throws RegistryException;
}
