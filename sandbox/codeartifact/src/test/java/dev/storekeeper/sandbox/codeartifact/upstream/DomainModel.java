package dev.storekeeper.sandbox.codeartifact.upstream;

import dev.storekeeper.sandbox.codeartifact.VersionStatus;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** What one package of a domain with upstream repositories must look like, in maps. */
final class DomainModel {
  final Map<String, Repository> repositories = new TreeMap<>();

  /** A repository; it holds the package if it has controls for it. */
  static final class Repository {
    List<String> upstreams = List.of();
    Optional<Controls> controls = Optional.empty();
    final Map<String, Version> versions = new TreeMap<>();
  }

  record Controls(boolean publish, boolean upstream) {}

  /** A version: status, origin, and the assets' contents. */
  record Version(VersionStatus status, String origin, Map<String, String> assets) {
    boolean downloadable() {
      return status == VersionStatus.PUBLISHED || status == VersionStatus.UNLISTED;
    }

    Version with(Map<String, String> more) {
      Map<String, String> all = new TreeMap<>(more);
      all.putAll(assets);
      return new Version(status, origin, all);
    }

    Version with(VersionStatus newStatus) {
      return new Version(
          newStatus, origin, newStatus == VersionStatus.DISPOSED ? new TreeMap<>() : assets);
    }
  }

  Repository get(String name) {
    return Optional.ofNullable(repositories.get(name)).orElseThrow();
  }

  /** The repositories that are searched, in order. */
  List<String> order(String start) {
    Set<String> seen = new LinkedHashSet<>();
    visit(start, seen);
    return new ArrayList<>(seen);
  }

  private void visit(String name, Set<String> seen) {
    Repository repository = repositories.get(name);
    if (repository != null
        && seen.add(name)
        && repository.controls.map(Controls::upstream).orElse(true)) {
      repository.upstreams.forEach(upstream -> visit(upstream, seen));
    }
  }

  /** The first place of each version, with the assets that later places of its origin add. */
  Map<String, Version> page(String start) {
    Map<String, Version> page = new TreeMap<>();
    for (String name : order(start)) {
      get(name)
          .versions
          .forEach((version, there) ->
              page.merge(
                  version,
                  there,
                  (first, later) ->
                      first.origin.equals(later.origin) && later.downloadable()
                          ? first.with(later.assets)
                          : first));
    }
    return page;
  }

  boolean known(String start) {
    return order(start).stream().anyMatch(name -> get(name).controls.isPresent());
  }

  /** The first version of a name in the search. */
  Optional<Version> first(String start, String version) {
    return order(start).stream()
        .map(name -> Optional.ofNullable(get(name).versions.get(version)))
        .flatMap(Optional::stream)
        .findFirst();
  }

  /** What a download gives; it retains the version. */
  Optional<String> open(String start, String version, String asset) {
    Optional<Version> first = first(start, version).filter(Version::downloadable);
    if (first.isEmpty()) {
      return Optional.empty();
    }
    Repository here = get(start);
    for (String name : order(start)) {
      Version there = get(name).versions.get(version);
      if (there != null
          && there.origin.equals(first.get().origin)
          && there.downloadable()
          && there.assets.containsKey(asset)) {
        if (!name.equals(start)) {
          Version own = here.versions.get(version);
          here.versions.put(version, own == null ? there : own.with(there.assets));
          here.controls = here.controls.or(() -> Optional.of(new Controls(false, true)));
        }
        return Optional.ofNullable(there.assets.get(asset));
      }
    }
    return Optional.empty();
  }

  /** Publishes, unless it must be refused. */
  boolean publish(String start, String version, String asset, String content) {
    Repository here = get(start);
    Version own = here.versions.get(version);
    boolean blocked = here.controls.filter(found -> !found.publish).isPresent();
    boolean hides =
        here.controls.filter(found -> found.publish && found.upstream).isPresent()
            && own == null
            && first(start, version).isPresent();
    boolean closed =
        own != null
            && (!own.downloadable() || !own.assets.getOrDefault(asset, content).equals(content));
    if (blocked || hides || closed) {
      return false;
    }
    Version before =
        own == null ? new Version(VersionStatus.PUBLISHED, start, new TreeMap<>()) : own;
    here.versions.put(version, before.with(Map.of(asset, content)));
    here.controls = here.controls.or(() -> Optional.of(new Controls(true, false)));
    return true;
  }

  /** Copies, unless it must be refused; gives the error code or an empty text. */
  String copy(String from, String to, String version, boolean overwrite, boolean upstream) {
    Optional<Version> source =
        upstream ? first(from, version) : Optional.ofNullable(get(from).versions.get(version));
    if (source.isEmpty()) {
      return "NOT_FOUND";
    }
    if (!source.get().downloadable()) {
      return "NOT_ALLOWED";
    }
    Version there = get(to).versions.get(version);
    if (there != null && there.assets.equals(source.get().assets)) {
      return "";
    }
    if (there != null && !overwrite) {
      return "ALREADY_EXISTS";
    }
    get(to).versions.put(version, source.get());
    get(to).controls = get(to).controls.or(() -> Optional.of(new Controls(true, false)));
    return "";
  }

  /** All contents that some version has. */
  Set<String> contents() {
    Set<String> contents = new HashSet<>();
    repositories
        .values()
        .forEach(repository ->
            repository
                .versions
                .values()
                .forEach(version -> contents.addAll(version.assets.values())));
    return contents;
  }
}
