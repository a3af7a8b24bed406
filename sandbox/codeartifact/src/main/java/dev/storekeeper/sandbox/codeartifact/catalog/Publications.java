package dev.storekeeper.sandbox.codeartifact.catalog;

import dev.storekeeper.sandbox.codeartifact.ServiceException;
import dev.storekeeper.sandbox.codeartifact.VersionStatus;
import dev.storekeeper.sandbox.codeartifact.catalog.OriginControls.Restriction;
import dev.storekeeper.sandbox.codeartifact.protocol.AssetName;
import dev.storekeeper.sandbox.codeartifact.protocol.AssetView;
import dev.storekeeper.sandbox.codeartifact.protocol.StagedAsset;
import dev.storekeeper.sandbox.codeartifact.protocol.VersionMetadata;
import dev.storekeeper.sandbox.codeartifact.store.MetadataStore;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How assets enter a repository. */
public final class Publications {
  private final MetadataStore store;
  private final Tables tables;
  private final Repositories repositories;
  private final VersionWriter writer;
  private final Outbox outbox;
  private final Clock clock;

  Publications(
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
      if (writer.holdsSame(key, version, asset.name(), content)) {
        return false;
      }
      writer.add(key, version, asset, content, clock.instant());
      if (existing.isPresent()) {
        Version changed = writer.revise(key, existing.get(), existing.get().status());
        outbox.add(repository, VersionChange.assetsAdded(key, changed, 1));
      } else {
        Version created = create(key, version, metadata, initial);
        outbox.add(repository, VersionChange.created(key, created, 1));
      }
      return true;
    });
  }

  /**
   * A version that is published, with its only asset.
   *
   * @param published when it was published
   */
  public record NewVersion(
      PackageKey key,
      String version,
      Instant published,
      AssetName asset,
      StagedAsset content,
      VersionMetadata metadata) {}

  /**
   * Publishes many versions in one change and without events, to fill a repository; they are kept
   * as if each had been published at its own time. Of each package the oldest comes first.
   *
   * @throws ServiceException as {@link #publish}; 409 also for a version that is there. Nothing is
   *     published then
   */
  public void publishAll(List<NewVersion> versions) {
    store.write(() -> {
      for (NewVersion each : versions) {
        PackageKey key = each.key();
        Names.check(key.id(), each.version(), each.asset().name());
        repositories.require(key.repository());
        checkOriginControls(key);
        if (tables.versions.contains(key.versionKey(each.version()))) {
          throw ServiceException.conflict(
                  "Version '" + each.version() + "' of " + key.text() + " exists already")
              .about("package-version", each.version());
        }
        writer.add(key, each.version(), each.asset(), each.content(), each.published());
        Origin origin = new Origin.Internal(key.repository().name());
        writer.create(
            key,
            each.version(),
            VersionStatus.PUBLISHED,
            origin,
            each.published(),
            each.metadata());
        outbox.pass(key);
      }
      return versions.size();
    });
  }

  private Version create(
      PackageKey key, String name, VersionMetadata metadata, VersionStatus initial) {
    Origin origin = new Origin.Internal(key.repository().name());
    return writer.create(key, name, initial, origin, clock.instant(), metadata);
  }

  /** A version and one of its assets as {@link #publishGeneric} left them. */
  public record Published(Version version, AssetView asset) {}

  /**
   * Adds an asset to a version of a generic package, which takes assets only while it is
   * unfinished. The same asset with the same bytes is accepted again.
   *
   * @param unfinished whether more assets will follow; the version is published otherwise
   * @throws ServiceException as {@link #publish}; 409 also for an asset of a finished version
   */
  public Published publishGeneric(
      PackageKey key, String version, String asset, StagedAsset content, boolean unfinished) {
    Names.check(key.id(), version, asset);
    return store.write(() -> {
      Repository repository = repositories.require(key.repository());
      checkOriginControls(key);
      Optional<Version> existing = tables.versions.get(key.versionKey(version));
      existing.ifPresent(found -> checkTakesAssets(key, found));
      boolean same = writer.holdsSame(key, version, asset, content);
      existing.filter(found -> !same).ifPresent(found -> checkUnfinished(key, found));
      if (!same) {
        writer.add(key, version, new AssetName(asset, Map.of()), content, clock.instant());
      }
      Version after =
          existing
              .map(found -> finish(repository, key, found, same, unfinished))
              .orElseGet(() -> begin(repository, key, version, unfinished));
      return new Published(after, asset(key, version, asset));
    });
  }

  private Version begin(Repository repository, PackageKey key, String name, boolean unfinished) {
    VersionStatus status = unfinished ? VersionStatus.UNFINISHED : VersionStatus.PUBLISHED;
    Version created = create(key, name, VersionMetadata.NONE, status);
    outbox.add(repository, VersionChange.created(key, created, 1));
    return created;
  }

  private Version finish(
      Repository repository, PackageKey key, Version found, boolean same, boolean unfinished) {
    boolean finishes = found.status() == VersionStatus.UNFINISHED && !unfinished;
    if (same && !finishes) {
      return found;
    }
    Version changed =
        finishes
            ? writer.revise(key, found.with(clock.instant()), VersionStatus.PUBLISHED)
            : writer.revise(key, found, found.status());
    VersionChange added = VersionChange.assetsAdded(key, changed, same ? 0 : 1);
    outbox.add(repository, finishes ? added.withStatusChanged() : added);
    return changed;
  }

  private AssetView asset(PackageKey key, String version, String name) {
    return tables.assets.get(key.assetPrefix(version) + name).map(Asset::view).orElseThrow();
  }

  private static void checkUnfinished(PackageKey key, Version version) {
    if (version.status() != VersionStatus.UNFINISHED) {
      throw ServiceException.conflict(
              "Version '"
                  + version.name()
                  + "' of "
                  + key.text()
                  + " is "
                  + version.status().wireName()
                  + "; a generic package's version takes assets only while it is Unfinished")
          .about("package-version", version.name());
    }
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
}
