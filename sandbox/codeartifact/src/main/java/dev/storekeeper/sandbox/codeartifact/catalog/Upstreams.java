package dev.storekeeper.sandbox.codeartifact.catalog;

import dev.storekeeper.sandbox.codeartifact.ServiceException;
import dev.storekeeper.sandbox.codeartifact.catalog.OriginControls.Restriction;
import dev.storekeeper.sandbox.codeartifact.protocol.PackageId;
import dev.storekeeper.sandbox.codeartifact.store.MetadataStore;
import dev.storekeeper.sandbox.codeartifact.store.Table.Row;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Where a package is looked for (User Guide, "Upstream repository priority order"): in the
 * repository itself, then through its upstreams in their order, each with all of its own upstreams
 * before the next, every repository once. Origin controls that block upstreams end the search
 * beyond the repository that has them; generic packages are never looked for upstream. Upstreams
 * that were deleted are passed over.
 */
public final class Upstreams {
  private final MetadataStore store;
  private final Tables tables;
  private final Repositories repositories;
  private final Packages packages;

  Upstreams(MetadataStore store, Tables tables, Repositories repositories, Packages packages) {
    this.store = store;
    this.tables = tables;
    this.repositories = repositories;
    this.packages = packages;
  }

  /**
   * The places of a package in the order of the search: the repositories that hold it and the
   * external connections for its format.
   *
   * @param version which versions are wanted
   * @throws ServiceException 404 if the repository does not exist
   */
  public List<Place> places(PackageKey key, Predicate<String> version) {
    return store.read(() -> {
      repositories.require(key.repository());
      List<Place> places = new ArrayList<>();
      visit(key.repository(), new Search(key.id(), version, new HashSet<>(), places));
      return List.copyOf(places);
    });
  }

  private record Search(
      PackageId id, Predicate<String> version, Set<RepositoryId> seen, List<Place> places) {}

  private void visit(RepositoryId id, Search search) {
    Optional<Repository> repository = tables.repositories.get(id.key());
    if (repository.isEmpty()
        || search.seen.size() == Quotas.REPOSITORIES_SEARCHED
        || !search.seen.add(id)) {
      return;
    }
    PackageKey key = new PackageKey(id, search.id);
    Optional<OriginControls> controls = tables.packages.get(key.key());
    if (controls.isPresent()) {
      search.places.add(new Place.Holder(id, versions(key, search.version)));
    }
    if (search.id.format().equals("generic")
        || controls.filter(found -> found.upstream() == Restriction.BLOCK).isPresent()) {
      return;
    }
    repository
        .get()
        .externalConnection()
        .filter(connection -> connection.format().equals(search.id.format()))
        .ifPresent(connection -> search.places.add(new Place.Connected(id, connection)));
    for (String upstream : repository.get().upstreams()) {
      visit(new RepositoryId(id.domain(), upstream), search);
    }
  }

  private List<Place.Held> versions(PackageKey key, Predicate<String> wanted) {
    return tables
        .versions
        .rows(key.prefix())
        .map(Row::value)
        .filter(version -> wanted.test(version.name()))
        .map(version -> new Place.Held(version, packages.view(key, version)))
        .toList();
  }
}
