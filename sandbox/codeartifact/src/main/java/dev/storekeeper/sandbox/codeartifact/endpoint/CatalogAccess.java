package dev.storekeeper.sandbox.codeartifact.endpoint;

import dev.storekeeper.sandbox.codeartifact.AccessControl;
import dev.storekeeper.sandbox.codeartifact.Principal;
import dev.storekeeper.sandbox.codeartifact.VersionStatus;
import dev.storekeeper.sandbox.codeartifact.catalog.Catalog;
import dev.storekeeper.sandbox.codeartifact.catalog.PackageKey;
import dev.storekeeper.sandbox.codeartifact.catalog.RepositoryId;
import dev.storekeeper.sandbox.codeartifact.protocol.AssetContent;
import dev.storekeeper.sandbox.codeartifact.protocol.AssetName;
import dev.storekeeper.sandbox.codeartifact.protocol.PackageId;
import dev.storekeeper.sandbox.codeartifact.protocol.PackageView;
import dev.storekeeper.sandbox.codeartifact.protocol.RepositoryAccess;
import dev.storekeeper.sandbox.codeartifact.protocol.StagedAsset;
import dev.storekeeper.sandbox.codeartifact.protocol.VersionMetadata;
import dev.storekeeper.sandbox.codeartifact.upstream.Resolution;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/**
 * One repository of the catalog and, for reading, what is upstream of it, for a caller whose
 * permissions are asked at every step. Permissions on this repository are all that is needed.
 */
public final class CatalogAccess implements RepositoryAccess {
  private final Catalog catalog;
  private final Resolution resolution;
  private final AccessControl access;
  private final Principal principal;
  private final RepositoryId repository;

  /** A repository, for a principal. */
  public CatalogAccess(
      Catalog catalog,
      Resolution resolution,
      AccessControl access,
      Principal principal,
      RepositoryId repository) {
    this.catalog = catalog;
    this.resolution = resolution;
    this.access = access;
    this.principal = principal;
    this.repository = repository;
  }

  @Override
  public Optional<PackageView> find(PackageId id) {
    requireRead();
    return resolution.find(new PackageKey(repository, id));
  }

  @Override
  public StagedAsset stage(InputStream content) throws IOException {
    return catalog.files().stage(content);
  }

  @Override
  public void publish(
      PackageId id,
      String version,
      AssetName asset,
      StagedAsset content,
      VersionMetadata metadata) {
    PackageKey key = new PackageKey(repository, id);
    access.require(principal, "codeartifact:PublishPackageVersion", catalog.arns().ofPackage(key));
    resolution.requireUnpublished(key, version);
    catalog.publications().publish(key, version, asset, content, metadata, VersionStatus.PUBLISHED);
  }

  @Override
  public Optional<AssetContent> open(PackageId id, String version, String assetName) {
    requireRead();
    return resolution.open(new PackageKey(repository, id), version, assetName);
  }

  private void requireRead() {
    access.require(
        principal, "codeartifact:ReadFromRepository", catalog.arns().repository(repository));
  }
}
