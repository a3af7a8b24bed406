package dev.storekeeper.cleanup.scan;

import dev.storekeeper.cleanup.registry.DescribedRepository;
import dev.storekeeper.cleanup.registry.PackagePage;
import dev.storekeeper.cleanup.registry.Registry;
import dev.storekeeper.cleanup.registry.RegistryException;
import dev.storekeeper.cleanup.registry.RepositoryId;
import dev.storekeeper.cleanup.repository.RepositoryTag;
import dev.storekeeper.retention.Known;
import dev.storekeeper.retention.RepositoryFacts;
import dev.storekeeper.usage.RepositoryCoordinates;
import dev.storekeeper.usage.UsageIndex;
import dev.storekeeper.usage.UsageUnavailableException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Reads everything about a repository anew, the upstreams of the whole domain too. Safe for use by
 * many threads.
 */
public final class LiveRepositoryFacts {
  private final Registry registry;
  private final Usage usage;
  private final UsageIndex index;

  /** With its parts. */
  public LiveRepositoryFacts(Registry registry, Usage usage, UsageIndex index) {
    this.registry = registry;
    this.usage = usage;
    this.index = index;
  }

  /**
   * What was found.
   *
   * @param described the repository
   * @param tags its tags
   * @param facts what is decided by
   * @param refused when somebody last tried in vain to use it
   */
  record Found(
      DescribedRepository described,
      Known<Map<String, String>> tags,
      RepositoryFacts facts,
      Optional<Instant> refused) {}

  /**
   * Reads them.
   *
   * @param lastPublish what is known of the last publish besides what was recorded
   * @return absent if it is not there
   * @throws RegistryException if it is not known whether it is there; what else could not be found
   *     out is unknown
   */
  Optional<Found> read(RepositoryId id, Known<Optional<Instant>> lastPublish)
      throws RegistryException {
    Optional<DescribedRepository> described = described(id);
    if (described.isEmpty()) {
      return Optional.empty();
    }
    Known<Map<String, String>> tags = known("its tags", () -> registry.tags(id));
    Known<Use> use = use(id);
    return Optional.of(
        new Found(
            described.get(),
            tags,
            facts(described.get(), tags, use, lastPublish),
            use instanceof Known.Value<Use>(Use found) ? found.refused() : Optional.empty()));
  }

  private Optional<DescribedRepository> described(RepositoryId id) throws RegistryException {
    try {
      return Optional.of(registry.repository(id));
    } catch (RegistryException e) {
      if (e.kind() == RegistryException.Kind.NOT_FOUND) {
        return Optional.empty();
      }
      throw e;
    }
  }

  private RepositoryFacts facts(
      DescribedRepository repository,
      Known<Map<String, String>> tags,
      Known<Use> use,
      Known<Optional<Instant>> lastPublish) {
    RepositoryId id = repository.id();
    return new RepositoryFacts(
        id.domain().region(),
        id.domain().owner(),
        id.domain().name(),
        id.name(),
        repository.administrator(),
        repository.createdTime(),
        Facts.map(tags, RepositoryTag::without),
        new Known.Value<>(repository.upstreams()),
        known("the upstreams of the domain", () -> downstreams(id)),
        new Known.Value<>(repository.externalConnections()),
        known("its packages", () -> packages(id)),
        Facts.combine(use, lastPublish, (it, last) -> Facts.later(it.known().lastPublish(), last)),
        Facts.map(use, it -> it.known().lastGrant()),
        Facts.flatMap(use, it -> it.known().reads()));
  }

  private List<String> downstreams(RepositoryId id) throws RegistryException {
    Map<String, List<String>> upstreams = new TreeMap<>();
    for (String name : registry.repositories(id.domain())) {
      upstreams.put(name, registry.repository(new RepositoryId(id.domain(), name)).upstreams());
    }
    return new UpstreamGraph(upstreams).downstreams(id.name());
  }

  /** Whether there are any is all that matters: one page tells. */
  private long packages(RepositoryId id) throws RegistryException {
    PackagePage page = registry.packages(id, Optional.empty());
    return page.packages().isEmpty() && page.next().isPresent() ? 1 : page.packages().size();
  }

  private record Use(Usage.OfRepository known, Optional<Instant> refused) {}

  private Known<Use> use(RepositoryId id) {
    try {
      RepositoryCoordinates coordinates =
          new RepositoryCoordinates(id.domain().owner(), id.domain().name(), id.name());
      return new Known.Value<>(
          new Use(
              usage.repository(id),
              index.repository(coordinates).lastRefused().map(it -> it.attempt().time())));
    } catch (UsageException | UsageUnavailableException e) {
      return new Known.Unknown<>("its use could not be read: " + e.getMessage());
    }
  }

  interface Question<T> {
    T ask() throws RegistryException;
  }

  static <T> Known<T> known(String what, Question<T> question) {
    try {
      return new Known.Value<>(question.ask());
    } catch (RegistryException e) {
      return new Known.Unknown<>(what + " could not be read: " + e.getMessage());
    }
  }
}
