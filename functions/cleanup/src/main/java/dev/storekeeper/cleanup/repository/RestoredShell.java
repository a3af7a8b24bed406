package dev.storekeeper.cleanup.repository;

import dev.storekeeper.cleanup.registry.DescribedRepository;
import dev.storekeeper.cleanup.registry.Registry;
import dev.storekeeper.cleanup.registry.RegistryException;
import dev.storekeeper.cleanup.registry.RepositoryId;
import dev.storekeeper.cleanup.registry.RepositoryRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Everything of a repository that is made again but its packages. */
record RestoredShell(Registry registry, RepositoryRegistry repositories) {
  private static final String RESERVED = "aws:";

  /**
   * Creates a repository, or takes up one that an earlier attempt created.
   *
   * @return false if a repository of the name is there that no attempt created
   */
  boolean create(Tombstone tombstone) throws RegistryException {
    RepositoryId repository = tombstone.repository();
    if (isThere(repository)) {
      String from = registry.tags(repository).getOrDefault(RepositoryRestorer.RESTORED_FROM, "");
      if (!from.equals(tombstone.plan())) {
        return false;
      }
    } else {
      Map<String, String> tags = new TreeMap<>(tombstone.tags());
      tags.keySet().removeIf(key -> key.startsWith(RESERVED));
      tags.put(RepositoryRestorer.RESTORED_FROM, tombstone.plan());
      repositories.createRepository(repository, tombstone.description(), List.of(), tags);
    }
    if (tombstone.policy().isPresent() && repositories.repositoryPolicy(repository).isEmpty()) {
      repositories.putRepositoryPolicy(repository, tombstone.policy().get(), Optional.empty());
    }
    return true;
  }

  private boolean isThere(RepositoryId repository) throws RegistryException {
    try {
      registry.repository(repository);
      return true;
    } catch (RegistryException e) {
      if (e.kind() == RegistryException.Kind.NOT_FOUND) {
        return false;
      }
      throw e;
    }
  }

  /** Gives it its upstreams and external connections; what is not there any more is returned. */
  List<String> connect(Tombstone tombstone) throws RegistryException {
    RepositoryId repository = tombstone.repository();
    DescribedRepository now = registry.repository(repository);
    List<String> missing = new ArrayList<>();
    if (now.upstreams().isEmpty() && !tombstone.upstreams().isEmpty()) {
      List<String> there = registry.repositories(repository.domain());
      List<String> upstreams = tombstone.upstreams().stream().filter(there::contains).toList();
      tombstone.upstreams().stream()
          .filter(name -> !there.contains(name))
          .forEach(name -> missing.add("its upstream " + name + " is not there any more"));
      repositories.updateRepository(repository, tombstone.description(), upstreams);
    }
    for (String connection : tombstone.externalConnections()) {
      if (!now.externalConnections().contains(connection)) {
        repositories.associateExternalConnection(repository, connection);
      }
    }
    return missing;
  }
}
