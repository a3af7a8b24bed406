package dev.storekeeper.sandbox.codeartifact.upstream;

import dev.storekeeper.sandbox.codeartifact.ServiceException;
import dev.storekeeper.sandbox.codeartifact.catalog.Catalog;
import dev.storekeeper.sandbox.codeartifact.catalog.Origin;
import dev.storekeeper.sandbox.codeartifact.catalog.PackageKey;
import dev.storekeeper.sandbox.codeartifact.catalog.Place;
import dev.storekeeper.sandbox.codeartifact.protocol.OfferedFile;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * Looks for an asset place after place, and ingests it if a public repository has it. The first
 * place that has the version decides whether it may be downloaded; later ones count only if they
 * have it of the same origin.
 */
final class AssetSearch {
  private final Catalog catalog;
  private final PublicRepositories publics;
  private final SingleFlight<Asset, Boolean> downloads = new SingleFlight<>();

  AssetSearch(Catalog catalog, PublicRepositories publics) {
    this.catalog = catalog;
    this.publics = publics;
  }

  private record Asset(PackageKey key, String version, String name) {}

  /**
   * The repository that has an asset now, the asked one or another.
   *
   * @return empty if there is none, or the version's status forbids downloads
   * @throws ServiceException 502 if nothing is found and a public repository cannot be asked
   */
  Optional<PackageKey> source(PackageKey key, String version, String asset) {
    Failures failures = new Failures();
    Optional<Origin> origin = Optional.empty();
    for (Place place : catalog.upstreams().places(key, version::equals)) {
      Asset here = new Asset(new PackageKey(place.repository(), key.id()), version, asset);
      switch (place) {
        case Place.Holder holder -> {
          Optional<Place.Held> held = holder.version(version);
          boolean first = origin.isEmpty();
          origin = origin.or(() -> held.map(found -> found.version().origin()));
          if (first && held.filter(found -> !downloadable(found)).isPresent()) {
            return Optional.empty();
          }
          if (held.isPresent() && has(held.get(), origin, asset)) {
            return Optional.of(here.key);
          }
        }
        case Place.Connected connected -> {
          if (fits(connected, origin) && ingest(connected, here, failures)) {
            return Optional.of(here.key);
          }
        }
      }
    }
    failures.throwIfAny();
    return Optional.empty();
  }

  private static boolean downloadable(Place.Held held) {
    return held.version().status().downloadable();
  }

  private static boolean has(Place.Held held, Optional<Origin> origin, String asset) {
    return origin.filter(held.version().origin()::equals).isPresent()
        && downloadable(held)
        && held.view().assets().stream().anyMatch(found -> found.name().equals(asset));
  }

  private static boolean fits(Place.Connected connected, Optional<Origin> origin) {
    Origin here = new Origin.External(connected.connection().connectionName());
    return origin.map(here::equals).orElse(true);
  }

  private boolean ingest(Place.Connected connected, Asset asset, Failures failures) {
    Optional<OfferedFile> offered =
        publics.files(connected, asset.key.id(), failures).stream()
            .flatMap(List::stream)
            .filter(file -> file.version().equals(asset.version) && file.name().equals(asset.name))
            .findFirst();
    if (offered.isEmpty()) {
      return false;
    }
    try {
      return downloads.run(asset, () -> fetch(connected, asset, offered.get()));
    } catch (IOException failure) {
      failures.add(failure);
      return false;
    }
  }

  private boolean fetch(Place.Connected connected, Asset asset, OfferedFile file)
      throws IOException {
    if (catalog.packages().downloadable(asset.key, asset.version, asset.name).isPresent()) {
      return true;
    }
    try (PublicRepositories.Fetched fetched =
        publics.fetch(connected.connection(), asset.key.id(), file)) {
      return catalog
          .retention()
          .ingest(asset.key, connected.connection(), file, fetched.content(), fetched.metadata());
    }
  }
}
