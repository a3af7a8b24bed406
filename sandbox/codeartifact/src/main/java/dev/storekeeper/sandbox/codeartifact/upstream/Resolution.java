package dev.storekeeper.sandbox.codeartifact.upstream;

import dev.storekeeper.sandbox.codeartifact.CodeArtifactSettings;
import dev.storekeeper.sandbox.codeartifact.PublicUpstream;
import dev.storekeeper.sandbox.codeartifact.ServiceException;
import dev.storekeeper.sandbox.codeartifact.catalog.Catalog;
import dev.storekeeper.sandbox.codeartifact.catalog.ExternalConnection;
import dev.storekeeper.sandbox.codeartifact.catalog.Origin;
import dev.storekeeper.sandbox.codeartifact.catalog.OriginControls.Restriction;
import dev.storekeeper.sandbox.codeartifact.catalog.PackageKey;
import dev.storekeeper.sandbox.codeartifact.catalog.Place;
import dev.storekeeper.sandbox.codeartifact.protocol.AssetContent;
import dev.storekeeper.sandbox.codeartifact.protocol.OfferedFile;
import dev.storekeeper.sandbox.codeartifact.protocol.PackageProtocol;
import dev.storekeeper.sandbox.codeartifact.protocol.PackageView;
import dev.storekeeper.sandbox.codeartifact.protocol.PublicFormat;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
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
  private static final Logger LOG = System.getLogger(Resolution.class.getName());
  private static final int PAGES_KEPT = 20_000;

  private final Catalog catalog;
  private final PublicRepositories publics;
  private final Clock clock;
  private final SingleFlight<Download, Boolean> downloads = new SingleFlight<>();

  Resolution(Catalog catalog, PublicRepositories publics, Clock clock) {
    this.catalog = catalog;
    this.publics = publics;
    this.clock = clock;
  }

  private record Download(PackageKey key, String version, String asset) {}

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
            offers(connected, key, failures)
                .ifPresent(files -> merged.add(connected.connection(), files, clock.instant()));
      }
    }
    Optional<PackageView> view = merged.view();
    if (view.isEmpty()) {
      failures.throwIfAny();
    }
    return view;
  }

  private Optional<List<OfferedFile>> offers(
      Place.Connected connected, PackageKey key, Failures failures) {
    try {
      return publics.files(connected.connection(), key.id());
    } catch (IOException failure) {
      failures.add(failure);
      return Optional.empty();
    }
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
    Optional<PackageKey> source = new AssetSearch(key, version, asset).source();
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

  /** Looks for an asset place after place, and ingests it if a public repository has it. */
  private final class AssetSearch {
    private final PackageKey key;
    private final String version;
    private final String asset;
    private final Failures failures = new Failures();
    private Optional<Origin> origin = Optional.empty();

    private AssetSearch(PackageKey key, String version, String asset) {
      this.key = key;
      this.version = version;
      this.asset = asset;
    }

    /** The repository that has the asset now. */
    private Optional<PackageKey> source() {
      for (Place place : catalog.upstreams().places(key, version::equals)) {
        PackageKey here = new PackageKey(place.repository(), key.id());
        switch (place) {
          case Place.Holder holder -> {
            Optional<Place.Held> held = holder.version(version);
            if (held.isPresent() && forbids(held.get())) {
              return Optional.empty();
            }
            if (held.isPresent() && has(held.get())) {
              return Optional.of(here);
            }
          }
          case Place.Connected connected -> {
            if (fits(connected) && ingest(connected, here)) {
              return Optional.of(here);
            }
          }
        }
      }
      failures.throwIfAny();
      return Optional.empty();
    }

    private boolean forbids(Place.Held held) {
      boolean first = origin.isEmpty();
      origin = origin.or(() -> Optional.of(held.version().origin()));
      return first && !held.version().status().downloadable();
    }

    private boolean has(Place.Held held) {
      return origin.filter(held.version().origin()::equals).isPresent()
          && held.version().status().downloadable()
          && held.view().assets().stream().anyMatch(found -> found.name().equals(asset));
    }

    private boolean fits(Place.Connected connected) {
      Origin here = new Origin.External(connected.connection().connectionName());
      return origin.map(here::equals).orElse(true);
    }

    private boolean ingest(Place.Connected connected, PackageKey here) {
      Optional<OfferedFile> offered =
          offers(connected, key, failures).stream()
              .flatMap(List::stream)
              .filter(file -> file.version().equals(version) && file.name().equals(asset))
              .findFirst();
      if (offered.isEmpty()) {
        return false;
      }
      try {
        return downloads.run(
            new Download(here, version, asset), () -> fetch(connected, here, offered.get()));
      } catch (IOException failure) {
        failures.add(failure);
        return false;
      }
    }

    private boolean fetch(Place.Connected connected, PackageKey here, OfferedFile file)
        throws IOException {
      if (stored(here, version, asset).isPresent()) {
        return true;
      }
      try (PublicRepositories.Fetched fetched =
          publics.fetch(connected.connection(), key.id(), file)) {
        return catalog
            .retention()
            .ingest(here, connected.connection(), file, fetched.content(), fetched.metadata());
      }
    }
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
                offers(connected, key, new Failures()).stream()
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

  /** Why public repositories could not be asked. */
  private static final class Failures {
    private Optional<IOException> first = Optional.empty();

    private void add(IOException failure) {
      LOG.log(Level.INFO, "Not from upstream: {0}", failure.getMessage());
      first = first.or(() -> Optional.of(failure));
    }

    private void throwIfAny() {
      if (first.isPresent()) {
        throw new ServiceException(
            502, "BadGatewayException", String.valueOf(first.get().getMessage()));
      }
    }
  }
}
