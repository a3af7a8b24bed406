package dev.storekeeper.sandbox.codeartifact.catalog;

import dev.storekeeper.sandbox.codeartifact.ServiceException;
import dev.storekeeper.sandbox.codeartifact.VersionStatus;
import dev.storekeeper.sandbox.codeartifact.protocol.AssetName;
import dev.storekeeper.sandbox.codeartifact.protocol.AssetView;
import dev.storekeeper.sandbox.codeartifact.protocol.StagedAsset;
import dev.storekeeper.sandbox.codeartifact.protocol.VersionMetadata;
import dev.storekeeper.sandbox.codeartifact.store.AssetFiles;
import dev.storekeeper.sandbox.codeartifact.store.Table.Row;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** How versions and assets get into the tables. To be used within a change. */
final class VersionWriter {
  private final Tables tables;
  private final AssetFiles files;
  private final AssetReferences references;
  private final Identifiers identifiers;
  private final int assetsPerVersion;

  VersionWriter(
      Tables tables,
      AssetFiles files,
      AssetReferences references,
      Identifiers identifiers,
      int assetsPerVersion) {
    this.tables = tables;
    this.files = files;
    this.references = references;
    this.identifiers = identifiers;
    this.assetsPerVersion = assetsPerVersion;
  }

  /**
   * Whether a version has an asset already.
   *
   * @throws ServiceException 409 if it has other bytes under the name
   */
  boolean holdsSame(PackageKey key, String version, String assetName, StagedAsset content) {
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

  /**
   * Adds an asset that the version does not have, whose bytes are kept first.
   *
   * @throws ServiceException 402 if the version has as many as it may
   */
  AssetView add(
      PackageKey key, String version, AssetName asset, StagedAsset content, Instant uploaded) {
    int position = nextPosition(key, version);
    files.keep(content);
    AssetView view =
        new AssetView(asset.name(), content.size(), content.hashes(), uploaded, asset.attributes());
    put(key, version, new Asset(position, view));
    return view;
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

  private void put(PackageKey key, String version, Asset asset) {
    tables.assets.put(key.assetPrefix(version) + asset.view().name(), asset);
    references.add(key.repository().domain(), asset);
  }

  /** Creates a version that has no assets yet. */
  Version create(
      PackageKey key,
      String name,
      VersionStatus initial,
      Origin origin,
      Instant published,
      VersionMetadata metadata) {
    Version version =
        new Version(name, initial, identifiers.revision(), published, nextOrder(key), origin);
    tables.versions.put(key.versionKey(name), version);
    tables.metadata.put(key.versionKey(name), metadata);
    return version;
  }

  private long nextOrder(PackageKey key) {
    return tables.sequences.get(key.key()).orElse(0L);
  }

  /** Gives a changed version a status and a new revision. */
  Version revise(PackageKey key, Version version, VersionStatus status) {
    return put(key, version.with(status, identifiers.revision()));
  }

  private Version put(PackageKey key, Version version) {
    tables.versions.put(key.versionKey(version.name()), version);
    return version;
  }

  /** Puts a version and its metadata into another repository of the domain, without its assets. */
  Version transfer(PackageKey from, PackageKey to, Version version) {
    tables
        .metadata
        .get(from.versionKey(version.name()))
        .ifPresent(metadata -> tables.metadata.put(to.versionKey(version.name()), metadata));
    return put(to, version.with(nextOrder(to)));
  }

  /**
   * Lets a version refer to all assets that it has in another repository of the domain and not here
   * under the same name.
   *
   * @return how many these are
   */
  int adopt(PackageKey from, PackageKey to, String version) {
    int adopted = 0;
    for (Asset asset : assets(from, version)) {
      if (!tables.assets.contains(to.assetPrefix(version) + asset.view().name())) {
        put(to, version, new Asset(nextPosition(to, version), asset.view()));
        adopted++;
      }
    }
    return adopted;
  }

  /** A version's assets in order of publication. */
  List<Asset> assets(PackageKey key, String version) {
    return tables
        .assets
        .rows(key.assetPrefix(version))
        .map(Row::value)
        .sorted(Asset.BY_POSITION)
        .toList();
  }

  /** Removes a version's assets and tells how many they were. */
  int removeAssets(PackageKey key, String version) {
    List<Row<Asset>> rows = tables.assets.rows(key.assetPrefix(version)).toList();
    for (Row<Asset> row : rows) {
      tables.assets.remove(row.key());
      references.remove(key.repository().domain(), row.value());
    }
    return rows.size();
  }
}
