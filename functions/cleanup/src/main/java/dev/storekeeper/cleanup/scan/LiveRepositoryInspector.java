package dev.storekeeper.cleanup.scan;

import dev.storekeeper.cleanup.registry.DescribedRepository;
import dev.storekeeper.cleanup.registry.PackagePage;
import dev.storekeeper.cleanup.registry.Registry;
import dev.storekeeper.cleanup.registry.RegistryException;
import dev.storekeeper.cleanup.registry.RepositoryId;
import dev.storekeeper.cleanup.registry.RepositoryRegistry;
import dev.storekeeper.cleanup.registry.ResourcePolicy;
import dev.storekeeper.cleanup.repository.RepositoryInspection;
import dev.storekeeper.cleanup.repository.RepositoryInspector;
import dev.storekeeper.cleanup.repository.RepositoryItem;
import dev.storekeeper.cleanup.repository.RepositoryTag;
import dev.storekeeper.cleanup.rules.Rules;
import dev.storekeeper.retention.Known;
import dev.storekeeper.retention.Outcome;
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
 * Looks at a repository as a scan does, but now: everything is read anew, the upstreams of the
 * whole domain too. Of publications it knows what the plan's scan found and what was recorded
 * since.
 */
public final class LiveRepositoryInspector implements RepositoryInspector {
  private final Registry registry;
  private final RepositoryRegistry repositories;
  private final Usage usage;
  private final UsageIndex index;
  private final Rules rules;

  /** With its parts. */
  public LiveRepositoryInspector(
      Registry registry,
      RepositoryRegistry repositories,
      Usage usage,
      UsageIndex index,
      Rules rules) {
    this.registry = registry;
    this.repositories = repositories;
    this.usage = usage;
    this.index = index;
    this.rules = rules;
  }

  @Override
  public RepositoryInspection inspect(RepositoryItem item, Instant asOf) throws RegistryException {
    RepositoryId id = item.repository();
    Optional<DescribedRepository> described = described(id);
    if (described.isEmpty()) {
      return new RepositoryInspection(
          Optional.empty(),
          new Known.Unasked<>(),
          new Known.Unasked<>(),
          new Outcome.Kept(Outcome.Why.UNKNOWN, "", "it is not there"),
          Optional.empty());
    }
    Known<Map<String, String>> tags = known("its tags", () -> registry.tags(id));
    Known<Optional<ResourcePolicy>> policy =
        known("its policy", () -> repositories.repositoryPolicy(id));
    Known<Use> use = use(id);
    RepositoryFacts facts = facts(described.get(), tags, use, item.lastPublish());
    return new RepositoryInspection(
        described,
        tags,
        policy,
        rules.decide(facts, asOf),
        use instanceof Known.Value<Use>(Use found) ? found.refused() : Optional.empty());
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
      Optional<Instant> lastPublish) {
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
        Facts.map(use, it -> Facts.later(it.known().lastPublish(), lastPublish)),
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

  private interface Question<T> {
    T ask() throws RegistryException;
  }

  private static <T> Known<T> known(String what, Question<T> question) {
    try {
      return new Known.Value<>(question.ask());
    } catch (RegistryException e) {
      return new Known.Unknown<>(what + " could not be read: " + e.getMessage());
    }
  }
}
