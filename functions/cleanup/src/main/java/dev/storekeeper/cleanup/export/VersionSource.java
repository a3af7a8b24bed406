package dev.storekeeper.cleanup.export;

import com.fasterxml.jackson.databind.JsonNode;
import dev.storekeeper.cleanup.registry.RegistryException;
import dev.storekeeper.codeartifact.PackageVersion;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/**
 * What CodeArtifact tells of a version, its bytes included. Each method throws a {@link
 * RegistryException} of kind {@code CONFLICT} if the version has another revision than the one
 * asked about. Safe for use by many threads.
 */
public interface VersionSource {
  /** The most assets that a version can have (CodeArtifact user guide, "Quotas"). */
  int MAX_ASSETS = 350;

  /** The most dependencies that are read. */
  int MAX_DEPENDENCIES = 10_000;

  /** A version. */
  SourceVersion describe(PackageVersion version) throws RegistryException;

  /**
   * The assets of a version; if it has more than {@value #MAX_ASSETS}, one more than that.
   *
   * @param revision the revision that the version must have
   */
  List<SourceAsset> assets(PackageVersion version, String revision) throws RegistryException;

  /**
   * The dependencies of a version, each as {@code ListPackageVersionDependencies} tells it; if it
   * has more than {@value #MAX_DEPENDENCIES}, one more than that.
   *
   * @param revision the revision that the version must have
   */
  List<JsonNode> dependencies(PackageVersion version, String revision) throws RegistryException;

  /**
   * The bytes of an asset, to be closed by the caller. Reading it may fail at any point.
   *
   * @param revision the revision that the version must have
   */
  InputStream open(PackageVersion version, String revision, String asset)
      throws RegistryException, IOException;
}
