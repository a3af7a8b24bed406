package dev.storekeeper.sandbox.codeartifact.catalog;

import dev.storekeeper.sandbox.codeartifact.ServiceException;
import dev.storekeeper.sandbox.codeartifact.VersionStatus;
import dev.storekeeper.sandbox.codeartifact.catalog.OriginControls.Restriction;
import dev.storekeeper.sandbox.codeartifact.protocol.AssetName;
import dev.storekeeper.sandbox.codeartifact.protocol.AssetView;
import dev.storekeeper.sandbox.codeartifact.protocol.StagedAsset;
import dev.storekeeper.sandbox.codeartifact.protocol.VersionMetadata;
import dev.storekeeper.sandbox.codeartifact.store.AssetFiles;
import dev.storekeeper.sandbox.codeartifact.store.MetadataStore;
import java.time.Clock;
import java.util.Optional;

/** How assets enter a repository. */
public final class Publications {
  private final MetadataStore store;
  private final Tables tables;
  private final AssetFiles files;
  private final Repositories repositories;
  private final AssetReferences references;
  private final Outbox outbox;
  private final Identifiers identifiers;
  private final Clock clock;
  private final int assetsPerVersion;

  Publications(
      MetadataStore store,
      Tables tables,
      AssetFiles files,
      Repositories repositories,
      AssetReferences references,
      Outbox outbox,
      Identifiers identifiers,
      Clock clock,
      int assetsPerVersion) {
    this.store = store;
    this.tables = tables;
    this.files = files;
    this.repositories = repositories;
    this.references = references;
    this.outbox = outbox;
    this.identifiers = identifiers;
    this.clock = clock;
    this.assetsPerVersion = assetsPerVersion;
  }

  /**
   * Adds an asset to a version, creating package and version as needed, durably before it returns.
   * The same asset with the same bytes is accepted again without effect.
   *
   * @param initial the status of a version that this creates
   * @throws ServiceException 404 without the repository, 403 if origin controls block publishing,
   *     409 for other bytes under the same name or a version that takes no assets, 402 for too many
   *     assets, 400 for names that break the model's rules
   */
  public void publish(
      PackageKey key,
      String version,
      AssetName asset,
      StagedAsset content,
      VersionMetadata metadata,
      VersionStatus initial) {
    Names.check(key.id(), version, asset.name());
    store.write(() -> {
      Repository repository = repositories.require(key.repository());
      checkOriginControls(key);
      Optional<Version> existing = tables.versions.get(key.versionKey(version));
      existing.ifPresent(found -> checkTakesAssets(key, found));
      if (holdsSame(key, version, asset.name(), content)) {
        return false;
      }
      int position = nextPosition(key, version);
      files.keep(content);
      AssetView view =
          new AssetView(
              asset.name(), content.size(), content.hashes(), clock.instant(), asset.attributes());
      add(repository, key, version, new Asset(position, view));
      if (existing.isPresent()) {
        Version changed = existing.get().with(existing.get().status(), identifiers.revision());
        tables.versions.put(key.versionKey(version), changed);
        outbox.add(repository, VersionChange.assetAdded(key, changed));
      } else {
        outbox.add(repository, VersionChange.created(key, create(key, version, metadata, initial)));
      }
      return true;
    });
  }

  private void checkOriginControls(PackageKey key) {
    Optional<OriginControls> controls = tables.packages.get(key.key());
    if (controls.isEmpty()) {
      tables.packages.put(key.key(), OriginControls.PUBLISHED_FIRST);
    } else if (controls.get().publish() == Restriction.BLOCK) {
      throw ServiceException.denied(
              "Origin controls (publish=BLOCK) forbid publishing "
                  + key.text()
                  + " to repository '"
                  + key.repository().name()
                  + "'")
          .about("package", key.id().name());
    }
  }

  private static void checkTakesAssets(PackageKey key, Version version) {
    if (!StatusMachine.takesAssets(version.status())) {
      throw ServiceException.conflict(
              "Version '"
                  + version.name()
                  + "' of "
                  + key.text()
                  + " is "
                  + version.status().wireName()
                  + " and cannot be published again; delete it first")
          .about("package-version", version.name());
    }
  }

  private boolean holdsSame(PackageKey key, String version, String assetName, StagedAsset content) {
    Optional<Asset> existing = tables.assets.get(key.assetPrefix(version) + assetName);
    if (existing.isEmpty()) {
      return false;
    }
    if (existing.get().sha256().equals(content.hashes().sha256())) {
      return true;
    }
    throw ServiceException.conflict(
            "Asset '"
                + assetName
                + "' of version '"
                + version
                + "' of "
                + key.text()
                + " exists already with other content")
        .about("asset", assetName);
  }

  private int nextPosition(PackageKey key, String version) {
    int count = tables.assets.keys(key.assetPrefix(version)).size();
    if (count >= assetsPerVersion) {
      throw ServiceException.quotaExceeded(
              "Version '"
                  + version
                  + "' of "
                  + key.text()
                  + " has "
                  + count
                  + " assets, the most that a version may have")
          .about("package-version", version);
    }
    return count;
  }

  private void add(Repository repository, PackageKey key, String version, Asset asset) {
    tables.assets.put(key.assetPrefix(version) + asset.view().name(), asset);
    references.add(repository.id().domain(), asset);
  }

  private Version create(
      PackageKey key, String name, VersionMetadata metadata, VersionStatus initial) {
    long order = tables.sequences.get(key.key()).orElse(0L);
    Version version =
        new Version(
            name, initial, identifiers.revision(), clock.instant(), order, key.repository().name());
    tables.versions.put(key.versionKey(name), version);
    tables.metadata.put(key.versionKey(name), metadata);
    return version;
  }
}
