package dev.storekeeper.sandbox.codeartifact.upstream;

import dev.storekeeper.sandbox.codeartifact.VersionStatus;
import dev.storekeeper.sandbox.codeartifact.catalog.ExternalConnection;
import dev.storekeeper.sandbox.codeartifact.catalog.Origin;
import dev.storekeeper.sandbox.codeartifact.catalog.Place;
import dev.storekeeper.sandbox.codeartifact.protocol.AssetView;
import dev.storekeeper.sandbox.codeartifact.protocol.OfferedFile;
import dev.storekeeper.sandbox.codeartifact.protocol.PackageId;
import dev.storekeeper.sandbox.codeartifact.protocol.PackageView;
import dev.storekeeper.sandbox.codeartifact.protocol.VersionMetadata;
import dev.storekeeper.sandbox.codeartifact.protocol.VersionView;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A package as a repository with upstreams shows it. Of each version the place that comes first in
 * the search decides; later places of the same origin add the files that the first one lacks (User
 * Guide, "Requesting Python packages from upstreams and external connections").
 */
final class MergedPackage {
  private final PackageId id;
  private final Map<String, Held> versions = new LinkedHashMap<>();
  private boolean found;

  MergedPackage(PackageId id) {
    this.id = id;
  }

  private record Held(VersionView view, Origin origin) {}

  /** Adds what a repository holds. */
  void add(Place.Holder holder) {
    found = true;
    for (Place.Held held : holder.versions()) {
      versions.merge(
          held.version().name(),
          new Held(held.view(), held.version().origin()),
          MergedPackage::withAssetsOf);
    }
  }

  private static Held withAssetsOf(Held first, Held later) {
    if (!first.origin.equals(later.origin) || !later.view.status().downloadable()) {
      return first;
    }
    Set<String> names = names(first.view);
    List<AssetView> assets = new ArrayList<>(first.view.assets());
    later.view.assets().stream()
        .filter(asset -> !names.contains(asset.name()))
        .forEach(assets::add);
    return new Held(with(first.view, assets, first.view.offered()), first.origin);
  }

  private static Set<String> names(VersionView view) {
    Set<String> names = new HashSet<>();
    view.assets().forEach(asset -> names.add(asset.name()));
    view.offered().forEach(file -> names.add(file.name()));
    return names;
  }

  private static VersionView with(
      VersionView view, List<AssetView> assets, List<OfferedFile> offered) {
    return new VersionView(
        view.version(), view.status(), view.published(), view.metadata(), assets, offered);
  }

  /** Adds what a public repository offers at a moment. */
  void add(ExternalConnection connection, List<OfferedFile> files, Instant now) {
    found = true;
    Origin origin = new Origin.External(connection.connectionName());
    Map<String, List<OfferedFile>> byVersion =
        files.stream()
            .collect(
                Collectors.groupingBy(
                    OfferedFile::version, LinkedHashMap::new, Collectors.toList()));
    byVersion.forEach((version, offered) ->
        versions.merge(
            version,
            new Held(offered(version, offered, now), origin),
            MergedPackage::withOffersOf));
  }

  private static VersionView offered(String version, List<OfferedFile> files, Instant now) {
    Instant published =
        files.stream()
            .map(OfferedFile::uploaded)
            .flatMap(Optional::stream)
            .min(Comparator.naturalOrder())
            .orElse(now);
    return new VersionView(
        version, VersionStatus.PUBLISHED, published, VersionMetadata.NONE, List.of(), files);
  }

  /** What a public repository says of stored files now replaces what it said at their ingestion. */
  private static Held withOffersOf(Held first, Held later) {
    if (!first.origin.equals(later.origin)) {
      return first;
    }
    Map<String, OfferedFile> offers = new LinkedHashMap<>();
    later.view.offered().forEach(file -> offers.putIfAbsent(file.name(), file));
    List<AssetView> assets =
        first.view.assets().stream().map(asset -> refreshed(asset, offers)).toList();
    List<OfferedFile> offered = new ArrayList<>(first.view.offered());
    offers.keySet().removeAll(names(first.view));
    offered.addAll(offers.values());
    return new Held(with(first.view, assets, offered), first.origin);
  }

  private static AssetView refreshed(AssetView asset, Map<String, OfferedFile> offers) {
    OfferedFile offer = offers.get(asset.name());
    return offer == null
        ? asset
        : new AssetView(
            asset.name(), asset.size(), asset.hashes(), asset.uploaded(), offer.attributes());
  }

  /** The package, newest version first; empty if no place knows it. */
  Optional<PackageView> view() {
    if (!found) {
      return Optional.empty();
    }
    List<VersionView> views =
        versions.values().stream()
            .map(Held::view)
            .sorted(Comparator.comparing(VersionView::published).reversed())
            .toList();
    return Optional.of(new PackageView(id, views));
  }
}
