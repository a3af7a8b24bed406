package dev.storekeeper.sandbox.codeartifact.protocol;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** A package protocol's way into one repository, acting for one authenticated caller. */
public interface RepositoryAccess {
  /**
   * A package with all its versions whatever their status, newest published first, in the
   * repository and upstream of it.
   *
   * @return empty if the package is neither here nor upstream
   * @throws dev.storekeeper.sandbox.codeartifact.ServiceException 403 without ReadFromRepository,
   *     502 if nothing is found and a public repository cannot be asked
   */
  Optional<PackageView> find(PackageId id);

  /**
   * Streams content to disk and hashes it on the way; it becomes visible only by {@link #publish}.
   *
   * @throws dev.storekeeper.sandbox.codeartifact.ServiceException 413 above the asset size limit
   * @throws IOException if the content ends early or the disk fails
   */
  StagedAsset stage(InputStream content) throws IOException;

  /**
   * Adds an asset to a version, creating package and version as needed, durably before it returns.
   * The same asset with the same bytes is accepted again without effect.
   *
   * @param metadata what the artifact says of its version; that of the first asset of a version is
   *     kept
   * @throws dev.storekeeper.sandbox.codeartifact.ServiceException 409 for other bytes under the
   *     same name or a version that may not be published again, 403 without PublishPackageVersion
   *     or when origin controls block it
   */
  void publish(
      PackageId id, String version, AssetName asset, StagedAsset content, VersionMetadata metadata);

  /**
   * Opens an asset for reading; one that comes from upstream is retained in the repository first.
   *
   * @return empty if there is none, or its version's status forbids downloads
   * @throws dev.storekeeper.sandbox.codeartifact.ServiceException 403 without ReadFromRepository,
   *     502 if it is not found and a public repository cannot be asked
   */
  Optional<AssetContent> open(PackageId id, String version, String assetName);
}
