package dev.storekeeper.sandbox.codeartifact.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.storekeeper.sandbox.codeartifact.catalog.Catalog;
import dev.storekeeper.sandbox.codeartifact.catalog.Origin;
import dev.storekeeper.sandbox.codeartifact.protocol.PackageView;
import dev.storekeeper.sandbox.codeartifact.protocol.VersionView;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Holds a domain against its model. */
record DomainComparison(Catalog catalog, Resolution resolution, Path state) {
  /** Fails if the domain is not as the model says. */
  void check(DomainModel model, String what) throws IOException {
    for (Map.Entry<String, DomainModel.Repository> entry : model.repositories.entrySet()) {
      String name = entry.getKey();
      DomainModel.Repository repository = entry.getValue();
      assertThat(catalog.packages().controls(ResolutionModelTest.key(name)).isPresent())
          .as(what)
          .isEqualTo(repository.controls.isPresent());
      if (repository.controls.isPresent()) {
        assertThat(stored(name)).as(what).isEqualTo(repository.versions);
      }
      Optional<PackageView> page = resolution.find(ResolutionModelTest.key(name));
      assertThat(page.isPresent()).as(what).isEqualTo(model.known(name));
      assertThat(names(page)).as(what).isEqualTo(names(model.page(name)));
    }
    assertThat(filesOnDisk()).as(what).isEqualTo(model.contents());
    assertThat(catalog.domains().require(ResolutionModelTest.DOMAIN).assetBytes())
        .as(what)
        .isEqualTo(model.contents().stream().mapToLong(String::length).sum());
  }

  private Map<String, DomainModel.Version> stored(String name) throws IOException {
    Map<String, DomainModel.Version> stored = new TreeMap<>();
    for (VersionView view :
        catalog
            .packages()
            .view(ResolutionModelTest.key(name))
            .map(PackageView::versions)
            .orElse(List.of())) {
      Map<String, String> assets = new TreeMap<>();
      for (var asset : view.assets()) {
        Path file = catalog.files().path(asset.hashes().sha256());
        assets.put(asset.name(), Files.readString(file));
      }
      Origin origin =
          catalog
              .packages()
              .version(ResolutionModelTest.key(name), view.version())
              .version()
              .origin();
      String entryPoint = origin instanceof Origin.Internal internal ? internal.repository() : "";
      stored.put(view.version(), new DomainModel.Version(view.status(), entryPoint, assets));
    }
    return stored;
  }

  private static Map<String, String> names(Optional<PackageView> page) {
    Map<String, String> names = new TreeMap<>();
    for (VersionView view : page.map(PackageView::versions).orElse(List.of())) {
      names.put(
          view.version(),
          view.status()
              + " "
              + view.assets().stream().map(asset -> asset.name()).sorted().toList());
    }
    return names;
  }

  private static Map<String, String> names(Map<String, DomainModel.Version> page) {
    Map<String, String> names = new TreeMap<>();
    page.forEach((version, found) ->
        names.put(version, found.status() + " " + List.copyOf(found.assets().keySet())));
    return names;
  }

  private Set<String> filesOnDisk() throws IOException {
    try (Stream<Path> files = Files.walk(state.resolve("assets"))) {
      Set<String> contents = new HashSet<>();
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        contents.add(Files.readString(file));
      }
      return contents;
    }
  }
}
