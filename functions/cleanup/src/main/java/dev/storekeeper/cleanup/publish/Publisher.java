package dev.storekeeper.cleanup.publish;

import dev.storekeeper.cleanup.export.ExportedAsset;
import dev.storekeeper.cleanup.registry.DomainId;
import dev.storekeeper.cleanup.registry.RegistryException;
import dev.storekeeper.cleanup.registry.RepositoryId;
import dev.storekeeper.codeartifact.PackageCoordinates;
import dev.storekeeper.codeartifact.PackageVersion;
import java.net.URI;
import java.util.Optional;

/** What publishing needs of CodeArtifact's API. Safe for use by many threads. */
public interface Publisher {
  /** Where package managers of a format reach a repository; ends with a slash. */
  URI endpoint(RepositoryId repository, String format) throws RegistryException;

  /** A token for the package endpoints of a domain, good for at least 15 minutes. */
  EndpointToken token(DomainId domain) throws RegistryException;

  /**
   * Publishes an asset with {@code PublishPackageVersion}.
   *
   * @param content its bytes, which CodeArtifact compares with the asset's SHA-256; if they cannot
   *     be read, the exception is of kind {@code UNAVAILABLE}
   * @param unfinished whether more will follow, so that the version is not to be seen yet
   */
  void publish(PackageVersion version, ExportedAsset asset, Content content, boolean unfinished)
      throws RegistryException;

  /**
   * What the package's origin controls say of publishing, {@code ALLOW} or {@code BLOCK}; absent if
   * the package is not there.
   */
  Optional<String> publishControl(PackageCoordinates coordinates) throws RegistryException;
}
