package dev.storekeeper.sandbox.codeartifact.upstream;

import dev.storekeeper.sandbox.codeartifact.CodeArtifactSettings;
import dev.storekeeper.sandbox.codeartifact.PublicUpstream;
import dev.storekeeper.sandbox.codeartifact.ServiceException;
import dev.storekeeper.sandbox.codeartifact.catalog.Catalog;
import dev.storekeeper.sandbox.codeartifact.catalog.ExternalConnection;
import dev.storekeeper.sandbox.codeartifact.catalog.OriginControls.Restriction;
import dev.storekeeper.sandbox.codeartifact.catalog.PackageKey;
import dev.storekeeper.sandbox.codeartifact.catalog.Place;
import dev.storekeeper.sandbox.codeartifact.protocol.AssetContent;
import dev.storekeeper.sandbox.codeartifact.protocol.PackageProtocol;
import dev.storekeeper.sandbox.codeartifact.protocol.PackageView;
import dev.storekeeper.sandbox.codeartifact.protocol.PublicFormat;
import java.io.IOException;
import java.time.Clock;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds packages in a repository and in everything upstream of it, and retains there what is
 * downloaded. Safe for use by many threads.
 */
public final class Resolution {
  private static final int PAGES_KEPT = 20_000;

  private final Catalog catalog;
  private final PublicRepositories publics;
  private final Clock clock;
  private final AssetSearch search;

  Resolution(Catalog catalog, PublicRepositories publics, Clock clock) {
    this.catalog = catalog;
    this.publics = publics;
    this.clock = clock;
    this.search = new AssetSearch(catalog, publics);
  }

  /**
   * The resolution over an open catalog, whose state folder it uses too.
   *
   * @throws IllegalArgumentException if the address of a connection is set that there is not, or
   *     whose format no protocol can read from a public repository
   * @throws IOException if the state folder cannot be used
   */
  public static Resolution of(
      Catalog catalog, CodeArtifactSettings settings, List<PackageProtocol> protocols, Clock clock)
      throws IOException {
    Map<ExternalConnection, PublicRepositories.Entrance> entrances =
        new EnumMap<>(ExternalConnection.class);
    for (PublicUpstream upstream : settings.upstreams()) {
      ExternalConnection connection =
          ExternalConnection.named(upstream.connection())
              .orElseThrow(() ->
                  new IllegalArgumentException(
                      "There is no external connection " + upstream.connection()));
      PublicRepositories.Entrance entrance =
          new PublicRepositories.Entrance(upstream, format(connection, protocols));
      if (entrances.put(connection, entrance) != null) {
        throw new IllegalArgumentException(
            "The address of " + upstream.connection() + " is set twice");
      }
    }
    PageCache cache = PageCache.open(settings.state().resolve("public"), PAGES_KEPT);
    PublicClient client = new PublicClient(PublicClient.Limits.USUAL);
    return new Resolution(
        catalog, new PublicRepositories(entrances, cache, client, catalog.files(), clock), clock);
  }

  private static PublicFormat format(
      ExternalConnection connection, List<PackageProtocol> protocols) {
    return protocols.stream()
        .filter(protocol -> protocol.format().equals(connection.format()))
        .flatMap(protocol -> protocol.publicFormat().stream())
        .findFirst()
        .orElseThrow(() ->
            new IllegalArgumentException(
                "Nothing here reads packages of format "
                    + connection.format()
                    + " from "
                    + connection.connectionName()));
  }

  /**
   * A package with the versions of all places, newest published first.
   *
   * @return empty if no place knows the package
   * @throws ServiceException 404 without the repository, 502 if nothing is found and a public
   *     repository cannot be asked
   */
  public Optional<PackageView> find(PackageKey key) {
    MergedPackage merged = new MergedPackage(key.id());
    Failures failures = new Failures();
    for (Place place : catalog.upstreams().places(key, version -> true)) {
      switch (place) {
        case Place.Holder holder -> merged.add(holder);
        case Place.Connected connected ->
            publics
                .files(connected, key.id(), failures)
                .ifPresent(files -> merged.add(connected.connection(), files, clock.instant()));
      }
    }
    Optional<PackageView> view = merged.view();
    if (view.isEmpty()) {
      failures.throwIfAny();
    }
    return view;
  }

  /**
   * Opens an asset. The first place that has the version decides; a version that comes from
   * upstream is then retained in the repository.
   *
   * @return empty if there is none, or its version's status forbids downloads
   * @throws ServiceException 404 without the repository, 502 if nothing is found and a public
   *     repository cannot be asked
   */
  public Optional<AssetContent> open(PackageKey key, String version, String asset) {
    Optional<AssetContent> own = stored(key, version, asset);
    if (own.isPresent()) {
      return own;
    }
    Optional<PackageKey> source = search.source(key, version, asset);
    if (source.isEmpty()) {
      return Optional.empty();
    }
    if (!source.get().equals(key) && !catalog.retention().retain(source.get(), key, version)) {
      return Optional.empty();
    }
    return stored(key, version, asset);
  }

  private Optional<AssetContent> stored(PackageKey key, String version, String asset) {
    return catalog
        .packages()
        .downloadable(key, version, asset)
        .map(found -> new AssetContent(found, catalog.files().path(found.hashes().sha256())));
  }

  /**
   * Refuses a version that would hide one of the same name upstream (User Guide, "Editing package
   * origin controls": where publishing and upstreams are both allowed). A public repository that
   * cannot be asked does not hinder.
   *
   * @throws ServiceException 409 if the version is upstream, 404 without the repository
   */
  public void requireUnpublished(PackageKey key, String version) {
    if (catalog
        .packages()
        .controls(key)
        .filter(controls ->
            controls.publish() == Restriction.ALLOW && controls.upstream() == Restriction.ALLOW)
        .isEmpty()) {
      return;
    }
    for (Place place : catalog.upstreams().places(key, version::equals)) {
      boolean there =
          switch (place) {
            case Place.Holder holder -> holder.version(version).isPresent();
            case Place.Connected connected ->
                publics.files(connected, key.id(), new Failures()).stream()
                    .flatMap(List::stream)
                    .anyMatch(file -> file.version().equals(version));
          };
      if (there && place.repository().equals(key.repository()) && place instanceof Place.Holder) {
        return;
      }
      if (there) {
        throw ServiceException.conflict(
                "Version '"
                    + version
                    + "' of "
                    + key.text()
                    + " exists upstream of repository '"
                    + key.repository().name()
                    + "', by way of '"
                    + place.repository().name()
                    + "'")
            .about("package-version", version);
      }
    }
  }
}
