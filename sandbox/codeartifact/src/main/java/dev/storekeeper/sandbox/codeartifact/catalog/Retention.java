package dev.storekeeper.sandbox.codeartifact.catalog;

import dev.storekeeper.sandbox.codeartifact.ServiceException;
import dev.storekeeper.sandbox.codeartifact.VersionStatus;
import dev.storekeeper.sandbox.codeartifact.catalog.OriginControls.Restriction;
import dev.storekeeper.sandbox.codeartifact.protocol.AssetName;
import dev.storekeeper.sandbox.codeartifact.protocol.OfferedFile;
import dev.storekeeper.sandbox.codeartifact.protocol.StagedAsset;
import dev.storekeeper.sandbox.codeartifact.protocol.VersionMetadata;
import dev.storekeeper.sandbox.codeartifact.store.MetadataStore;
import java.time.Clock;
import java.util.Optional;

/**
 * How versions come from upstream (User Guide, "Package retention from upstream repositories"):
 * ingested into the repository that has the external connection, and retained by reference in the
 * repository that was asked.
 */
public final class Retention {
  private final MetadataStore store;
  private final Tables tables;
  private final Repositories repositories;
  private final VersionWriter writer;
  private final Outbox outbox;
  private final Clock clock;

  Retention(
      MetadataStore store,
      Tables tables,
      Repositories repositories,
      VersionWriter writer,
      Outbox outbox,
      Clock clock) {
    this.store = store;
    this.tables = tables;
    this.repositories = repositories;
    this.writer = writer;
    this.outbox = outbox;
    this.clock = clock;
  }

  /**
   * Retains a version that another repository holds: with the same assets, metadata, status,
   * revision and origin. A version of the same origin that is there already gets the assets that it
   * lacks.
   *
   * @return whether the version is there now; not if it left the other repository meanwhile, may
   *     not be downloaded, or if the repository blocks upstreams or has another version of the name
   * @throws ServiceException 404 without the repository, 402 for too many assets
   */
  public boolean retain(PackageKey from, PackageKey to, String version) {
    return store.write(() -> {
      Repository repository = repositories.require(to.repository());
      Optional<Version> source =
          tables.versions.get(from.versionKey(version)).filter(Retention::downloadable);
      if (source.isEmpty() || !takesFromUpstream(to)) {
        return false;
      }
      Optional<Version> present = tables.versions.get(to.versionKey(version));
      if (present.isPresent()) {
        return refresh(repository, from, to, source.get(), present.get());
      }
      Version retained = writer.transfer(from, to, source.get());
      int assets = writer.adopt(from, to, version);
      outbox.add(repository, VersionChange.created(to, retained, assets));
      return true;
    });
  }

  private static boolean downloadable(Version version) {
    return version.status().downloadable();
  }

  private boolean takesFromUpstream(PackageKey key) {
    Optional<OriginControls> controls = tables.packages.get(key.key());
    if (controls.isEmpty()) {
      tables.packages.put(key.key(), OriginControls.UPSTREAM_FIRST);
    }
    return controls.map(OriginControls::upstream).orElse(Restriction.ALLOW) == Restriction.ALLOW;
  }

  private boolean refresh(
      Repository repository, PackageKey from, PackageKey to, Version source, Version present) {
    if (!present.origin().equals(source.origin()) || !downloadable(present)) {
      return false;
    }
    int assets = writer.adopt(from, to, present.name());
    if (assets > 0) {
      Version changed = writer.revise(to, present, present.status());
      outbox.add(repository, VersionChange.assetsAdded(to, changed, assets));
    }
    return true;
  }

  /**
   * Ingests a file from a public repository into the repository that is connected to it. A file
   * that is there already stays as it is.
   *
   * @return whether the file's version is there now and may be downloaded; not if the repository
   *     blocks upstreams or has a version of the name that may not be downloaded or was published
   *     here
   * @throws ServiceException 404 without the repository, 402 for too many assets, 409 for other
   *     bytes under the same name, 400 for names that break the model's rules
   */
  public boolean ingest(
      PackageKey key,
      ExternalConnection connection,
      OfferedFile file,
      StagedAsset content,
      VersionMetadata metadata) {
    Names.check(key.id(), file.version(), file.name());
    Origin origin = new Origin.External(connection.connectionName());
    return store.write(() -> {
      Repository repository = repositories.require(key.repository());
      Optional<Version> existing = tables.versions.get(key.versionKey(file.version()));
      boolean fits =
          existing.map(found -> found.origin().equals(origin) && downloadable(found)).orElse(true);
      if (!fits || !takesFromUpstream(key)) {
        return false;
      }
      if (!writer.holdsSame(key, file.version(), file.name(), content)) {
        add(repository, key, origin, file, content, metadata, existing);
      }
      return true;
    });
  }

  private void add(
      Repository repository,
      PackageKey key,
      Origin origin,
      OfferedFile file,
      StagedAsset content,
      VersionMetadata metadata,
      Optional<Version> existing) {
    AssetName asset = new AssetName(file.name(), file.attributes());
    writer.add(key, file.version(), asset, content, file.uploaded().orElse(clock.instant()));
    if (existing.isPresent()) {
      Version changed = writer.revise(key, existing.get(), existing.get().status());
      outbox.add(repository, VersionChange.assetsAdded(key, changed, 1));
      return;
    }
    Version created =
        writer.create(
            key,
            file.version(),
            VersionStatus.PUBLISHED,
            origin,
            file.uploaded().orElse(clock.instant()),
            metadata);
    outbox.add(repository, VersionChange.created(key, created, 1));
  }
}
