package dev.storekeeper.cleanup.scan;

import dev.storekeeper.cleanup.registry.DescribedRepository;
import dev.storekeeper.cleanup.registry.DomainId;
import dev.storekeeper.cleanup.registry.Registry;
import dev.storekeeper.cleanup.registry.RegistryException;
import dev.storekeeper.cleanup.registry.RepositoryId;
import dev.storekeeper.codeartifact.pace.CallCount;
import dev.storekeeper.retention.Known;
import dev.storekeeper.retention.RepositoryFacts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Reads the facts about a domain's repositories, once for a run. What cannot be read is unknown,
 * and counts as a failure; it never looks like an absence.
 */
final class Survey {
  private final Registry registry;
  private final Usage usage;
  private final CallCount calls;
  private long reads;
  private long failures;

  Survey(Registry registry, Usage usage, CallCount calls) {
    this.registry = registry;
    this.usage = usage;
    this.calls = calls;
  }

  RunFacts read(DomainId domain, List<String> names, boolean acceptsLess) {
    long callsBefore = calls.total();
    List<String> missing = new ArrayList<>();
    Map<String, DescribedRepository> described = describe(domain, names, missing);
    Map<String, List<String>> upstreams = new TreeMap<>();
    described.forEach((name, repository) -> upstreams.put(name, repository.upstreams()));
    UpstreamGraph graph = new UpstreamGraph(upstreams);
    Map<String, Known<Usage.OfRepository>> used = new TreeMap<>();
    described.forEach((name, repository) -> used.put(name, usage(repository.id())));
    List<RepositoryFacts> facts = new ArrayList<>();
    Map<String, Known<Optional<Instant>>> mayHaveBeenRead = new TreeMap<>();
    described.forEach((name, repository) -> {
      Known<List<String>> downstreams =
          missing.isEmpty()
              ? new Known.Value<>(graph.downstreams(name))
              : new Known.Unknown<>("the upstreams of " + missing.getFirst() + " are not known");
      facts.add(
          facts(
              repository,
              tags(repository.id()),
              downstreams,
              used.getOrDefault(name, new Known.Unasked<>())));
      mayHaveBeenRead.put(
          name,
          mayHaveBeenRead(
              name,
              downstreams,
              each -> used.getOrDefault(each, new Known.Unknown<>(each + " is not known"))));
    });
    return new RunFacts(
        facts, mayHaveBeenRead, missing, acceptsLess, reads, failures, calls.total() - callsBefore);
  }

  private Map<String, DescribedRepository> describe(
      DomainId domain, List<String> names, List<String> missing) {
    Map<String, DescribedRepository> described = new TreeMap<>();
    for (String name : names) {
      reads++;
      try {
        described.put(name, registry.repository(new RepositoryId(domain, name)));
      } catch (RegistryException e) {
        // One that was deleted since it was listed is no failure, but its upstreams are not known.
        failures += e.kind() == RegistryException.Kind.NOT_FOUND ? 0 : 1;
        missing.add(name);
      }
    }
    return described;
  }

  /** What is known of a repository before anybody looks at its packages. */
  static RepositoryFacts facts(
      DescribedRepository repository,
      Known<Map<String, String>> tags,
      Known<List<String>> downstreams,
      Known<Usage.OfRepository> used) {
    RepositoryId id = repository.id();
    return new RepositoryFacts(
        id.domain().region(),
        id.domain().owner(),
        id.domain().name(),
        id.name(),
        repository.administrator(),
        repository.createdTime(),
        tags,
        new Known.Value<>(repository.upstreams()),
        downstreams,
        new Known.Value<>(repository.externalConnections()),
        new Known.Unasked<>(),
        Facts.map(used, Usage.OfRepository::lastPublish),
        Facts.map(used, Usage.OfRepository::lastGrant),
        Facts.flatMap(used, Usage.OfRepository::reads));
  }

  private Known<Map<String, String>> tags(RepositoryId repository) {
    reads++;
    try {
      return new Known.Value<>(registry.tags(repository));
    } catch (RegistryException e) {
      failures++;
      return new Known.Unknown<>("its tags could not be read: " + e.getMessage());
    }
  }

  private Known<Usage.OfRepository> usage(RepositoryId repository) {
    reads++;
    try {
      return new Known.Value<>(usage.repository(repository));
    } catch (UsageException e) {
      failures++;
      return new Known.Unknown<>("its use could not be read: " + e.getMessage());
    }
  }

  /** A read through a downstream repository may have been of anything that is here. */
  static Known<Optional<Instant>> mayHaveBeenRead(
      String name,
      Known<List<String>> downstreams,
      Function<String, Known<Usage.OfRepository>> used) {
    List<String> names = new ArrayList<>(List.of(name));
    switch (downstreams) {
      case Known.Value<List<String>>(List<String> more) -> names.addAll(more);
      case Known.Unknown<List<String>>(String why) -> {
        return new Known.Unknown<>(why);
      }
      case Known.Unasked<List<String>> unasked -> {
        return new Known.Unasked<>();
      }
    }
    Known<Optional<Instant>> latest = new Known.Value<>(Optional.empty());
    for (String each : names) {
      Known<Optional<Instant>> next = Facts.map(used.apply(each), Usage.OfRepository::unattributed);
      latest = Facts.combine(latest, next, Facts::later);
    }
    return latest;
  }
}
