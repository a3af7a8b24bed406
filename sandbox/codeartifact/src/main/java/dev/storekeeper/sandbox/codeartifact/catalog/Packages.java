package dev.storekeeper.sandbox.codeartifact.catalog;

import dev.storekeeper.sandbox.codeartifact.ServiceException;
import dev.storekeeper.sandbox.codeartifact.protocol.AssetView;
import dev.storekeeper.sandbox.codeartifact.protocol.PackageId;
import dev.storekeeper.sandbox.codeartifact.protocol.PackageView;
import dev.storekeeper.sandbox.codeartifact.protocol.VersionMetadata;
import dev.storekeeper.sandbox.codeartifact.protocol.VersionView;
import dev.storekeeper.sandbox.codeartifact.store.MetadataStore;
import dev.storekeeper.sandbox.codeartifact.store.Table.Row;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** The packages and what they hold, for reading; and their origin controls. */
public final class Packages {
  private static final Pattern SEPARATOR = Pattern.compile("\u0000");

  private final MetadataStore store;
  private final Tables tables;
  private final Repositories repositories;

  Packages(MetadataStore store, Tables tables, Repositories repositories) {
    this.store = store;
    this.tables = tables;
    this.repositories = repositories;
  }

  /** A package and its origin controls. */
  public record Summary(PackageId id, OriginControls controls) {}

  /** A version with what its artifact says of it. */
  public record Description(Version version, VersionMetadata metadata) {}

  /**
   * A package's origin controls.
   *
   * @throws ServiceException 404 if the repository does not hold the package
   */
  public OriginControls require(PackageKey key) {
    return store.read(() -> required(key));
  }

  /** A package's origin controls, if its repository holds it. */
  public Optional<OriginControls> controls(PackageKey key) {
    return store.read(() -> tables.packages.get(key.key()));
  }

  private OriginControls required(PackageKey key) {
    repositories.require(key.repository());
    return tables
        .packages
        .get(key.key())
        .orElseThrow(() ->
            ServiceException.notFound(
                    "Repository '" + key.repository().name() + "' does not hold " + key.text())
                .about("package", key.id().name()));
  }

  /**
   * Sets a package's origin controls; creates an empty package if there is none.
   *
   * @throws ServiceException 404 if the repository does not exist
   */
  public void control(PackageKey key, OriginControls controls) {
    store.write(() -> {
      repositories.require(key.repository());
      tables.packages.put(key.key(), controls);
      return controls;
    });
  }

  /** A repository's packages that satisfy a condition, by format, namespace and name. */
  public Page<Summary> list(RepositoryId repository, Predicate<Summary> condition, Paging paging) {
    return store.read(() -> {
      repositories.require(repository);
      return Page.first(
          paging.limit(),
          tables
              .packages
              .rows(repository.prefix(), paging.after())
              .map(row -> new Row<>(row.key(), summary(repository, row)))
              .filter(row -> condition.test(row.value())));
    });
  }

  private static Summary summary(RepositoryId repository, Row<OriginControls> row) {
    String[] parts = SEPARATOR.split(row.key().substring(repository.prefix().length()), -1);
    return new Summary(new PackageId(parts[0], parts[1], parts[2]), row.value());
  }

  /**
   * A package's versions by name.
   *
   * @throws ServiceException 404 if the repository does not hold the package
   */
  public List<Version> versions(PackageKey key) {
    return store.read(() -> {
      required(key);
      return tables.versions.rows(key.prefix()).map(Row::value).toList();
    });
  }

  /**
   * A version.
   *
   * @throws ServiceException 404 if the repository does not hold it
   */
  public Description version(PackageKey key, String version) {
    return store.read(() -> new Description(requiredVersion(key, version), metadata(key, version)));
  }

  private Version requiredVersion(PackageKey key, String version) {
    required(key);
    return tables
        .versions
        .get(key.versionKey(version))
        .orElseThrow(() ->
            ServiceException.notFound(
                    "Repository '"
                        + key.repository().name()
                        + "' does not hold version '"
                        + version
                        + "' of "
                        + key.text())
                .about("package-version", version));
  }

  /**
   * A version's assets by name.
   *
   * @throws ServiceException 404 if the repository does not hold the version
   */
  public Page<AssetView> assets(PackageKey key, String version, Paging paging) {
    return store.read(() -> {
      requiredVersion(key, version);
      return Page.first(
          paging.limit(),
          tables
              .assets
              .rows(key.assetPrefix(version), paging.after())
              .map(row -> new Row<>(row.key(), row.value().view())));
    });
  }

  /** An asset of a version, if there is one. */
  public Optional<AssetView> asset(PackageKey key, String version, String name) {
    return store.read(() -> tables.assets.get(key.assetPrefix(version) + name).map(Asset::view));
  }

  /** The same, but only of a version whose status allows downloads. */
  public Optional<AssetView> downloadable(PackageKey key, String version, String name) {
    return store.read(() ->
        tables
            .versions
            .get(key.versionKey(version))
            .filter(found -> found.status().downloadable())
            .flatMap(found -> asset(key, version, name)));
  }

  /**
   * A package with all that it holds, newest version first; empty if there is no such package.
   *
   * @throws ServiceException 404 if the repository does not exist
   */
  public Optional<PackageView> view(PackageKey key) {
    return store.read(() -> {
      repositories.require(key.repository());
      if (!tables.packages.contains(key.key())) {
        return Optional.empty();
      }
      List<VersionView> versions =
          tables
              .versions
              .rows(key.prefix())
              .map(Row::value)
              .sorted(Version.NEWEST_FIRST)
              .map(version -> view(key, version))
              .toList();
      return Optional.of(new PackageView(key.id(), versions));
    });
  }

  /** A version with its assets; to be used within a reading or a change. */
  VersionView view(PackageKey key, Version version) {
    List<AssetView> assets =
        tables
            .assets
            .rows(key.assetPrefix(version.name()))
            .map(Row::value)
            .sorted(Asset.BY_POSITION)
            .map(Asset::view)
            .toList();
    return new VersionView(
        version.name(),
        version.status(),
        version.published(),
        metadata(key, version.name()),
        assets);
  }

  private VersionMetadata metadata(PackageKey key, String version) {
    return tables
        .metadata
        .get(key.versionKey(version))
        .orElseThrow(() -> new IllegalStateException("Version " + version + " has no metadata"));
  }
}
