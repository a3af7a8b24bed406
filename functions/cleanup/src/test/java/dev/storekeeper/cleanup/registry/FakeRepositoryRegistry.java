package dev.storekeeper.cleanup.registry;

import dev.storekeeper.cleanup.Killed;
import dev.storekeeper.cleanup.registry.RegistryFaults.Fault;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Changes of repositories and policies, on a {@link FakeRegistry}. Thread-safe. */
public final class FakeRepositoryRegistry implements RepositoryRegistry {
  private final FakeRegistry registry;
  private final Clock clock;
  private final Map<Object, ResourcePolicy> policies = new HashMap<>();
  private long revisions;
  private RegistryFaults faults = (_, _) -> Fault.NONE;

  /** On a registry, whose own faults do not count here. */
  public FakeRepositoryRegistry(FakeRegistry registry, Clock clock) {
    this.registry = registry;
    this.clock = clock;
  }

  /** Lets calls go wrong from now on. */
  public synchronized void faults(RegistryFaults these) {
    faults = these;
  }

  private interface Action<T> {
    T run() throws RegistryException;
  }

  @Override
  public synchronized Optional<ResourcePolicy> repositoryPolicy(RepositoryId repository)
      throws RegistryException {
    return call(
        "GetRepositoryPermissionsPolicy",
        repository,
        () -> Optional.ofNullable(policies.get(repository)));
  }

  @Override
  public synchronized ResourcePolicy putRepositoryPolicy(
      RepositoryId repository, String document, Optional<String> revision)
      throws RegistryException {
    return call(
        "PutRepositoryPermissionsPolicy",
        repository,
        () -> {
          described(repository);
          return put(repository, document, revision);
        });
  }

  @Override
  public synchronized void deleteRepositoryPolicy(RepositoryId repository, String revision)
      throws RegistryException {
    call("DeleteRepositoryPermissionsPolicy", repository, () -> delete(repository, revision));
  }

  @Override
  public synchronized Optional<ResourcePolicy> domainPolicy(DomainId domain)
      throws RegistryException {
    return call(
        "GetDomainPermissionsPolicy", domain, () -> Optional.ofNullable(policies.get(domain)));
  }

  @Override
  public synchronized ResourcePolicy putDomainPolicy(
      DomainId domain, String document, Optional<String> revision) throws RegistryException {
    return call("PutDomainPermissionsPolicy", domain, () -> put(domain, document, revision));
  }

  @Override
  public synchronized void deleteDomainPolicy(DomainId domain, String revision)
      throws RegistryException {
    call("DeleteDomainPermissionsPolicy", domain, () -> delete(domain, revision));
  }

  @Override
  public synchronized void tag(RepositoryId repository, Map<String, String> tags)
      throws RegistryException {
    call(
        "TagResource",
        repository,
        () -> {
          Map<String, String> all = new TreeMap<>(registry.tags(repository));
          all.putAll(tags);
          registry.put(described(repository), all);
          return true;
        });
  }

  @Override
  public synchronized void untag(RepositoryId repository, Set<String> keys)
      throws RegistryException {
    call(
        "UntagResource",
        repository,
        () -> {
          Map<String, String> all = new TreeMap<>(registry.tags(repository));
          all.keySet().removeAll(keys);
          registry.put(described(repository), all);
          return true;
        });
  }

  @Override
  public synchronized void deleteRepository(RepositoryId repository) throws RegistryException {
    call(
        "DeleteRepository",
        repository,
        () -> {
          described(repository);
          registry.remove(repository);
          policies.remove(repository);
          return true;
        });
  }

  @Override
  public synchronized void createRepository(
      RepositoryId repository,
      Optional<String> description,
      List<String> upstreams,
      Map<String, String> tags)
      throws RegistryException {
    call(
        "CreateRepository",
        repository,
        () -> {
          if (registry.repositories(repository.domain()).contains(repository.name())) {
            throw new RegistryException(RegistryException.Kind.CONFLICT, repository + " is there");
          }
          registry.put(
              new DescribedRepository(
                  repository,
                  repository.domain().owner(),
                  clock.instant(),
                  description,
                  upstreams,
                  List.of()),
              tags);
          return true;
        });
  }

  @Override
  public synchronized void updateRepository(
      RepositoryId repository, Optional<String> description, List<String> upstreams)
      throws RegistryException {
    call(
        "UpdateRepository",
        repository,
        () -> {
          DescribedRepository found = described(repository);
          replace(found, description, upstreams, found.externalConnections());
          return true;
        });
  }

  @Override
  public synchronized void associateExternalConnection(RepositoryId repository, String connection)
      throws RegistryException {
    call(
        "AssociateExternalConnection",
        repository,
        () -> {
          DescribedRepository found = described(repository);
          if (!found.externalConnections().isEmpty()) {
            throw new RegistryException(
                RegistryException.Kind.CONFLICT, repository + " has an external connection");
          }
          List<String> connections = new ArrayList<>(List.of(connection));
          replace(found, found.description(), found.upstreams(), connections);
          return true;
        });
  }

  private void replace(
      DescribedRepository found,
      Optional<String> description,
      List<String> upstreams,
      List<String> connections)
      throws RegistryException {
    registry.put(
        new DescribedRepository(
            found.id(),
            found.administrator(),
            found.createdTime(),
            description,
            List.copyOf(upstreams),
            List.copyOf(connections)),
        registry.tags(found.id()));
  }

  private DescribedRepository described(RepositoryId repository) throws RegistryException {
    return registry.repository(repository);
  }

  private ResourcePolicy put(Object resource, String document, Optional<String> revision)
      throws RegistryException {
    @Nullable ResourcePolicy before = policies.get(resource);
    if (revision.isPresent() && (before == null || !before.revision().equals(revision.get()))) {
      throw new RegistryException(RegistryException.Kind.CONFLICT, "the policy has changed");
    }
    ResourcePolicy policy = new ResourcePolicy("policy-" + ++revisions, document);
    policies.put(resource, policy);
    return policy;
  }

  private boolean delete(Object resource, String revision) throws RegistryException {
    @Nullable ResourcePolicy before = policies.get(resource);
    if (before == null) {
      throw new RegistryException(RegistryException.Kind.NOT_FOUND, "there is no policy");
    }
    if (!before.revision().equals(revision)) {
      throw new RegistryException(RegistryException.Kind.CONFLICT, "the policy has changed");
    }
    policies.remove(resource);
    return true;
  }

  private <T> T call(String operation, Object resource, Action<T> action) throws RegistryException {
    Fault fault = faults.at(operation, resource);
    String what = operation + " of " + resource;
    switch (fault) {
      case UNAVAILABLE ->
          throw new RegistryException(RegistryException.Kind.UNAVAILABLE, what + ": throttled");
      case DENIED -> throw new RegistryException(RegistryException.Kind.DENIED, what + ": denied");
      case KILLED -> throw new Killed(what);
      case NONE, LOST_ANSWER, STALE, KILLED_AFTER -> {}
    }
    T answer = action.run();
    if (fault == Fault.KILLED_AFTER) {
      throw new Killed(what);
    }
    if (fault == Fault.LOST_ANSWER) {
      throw new RegistryException(RegistryException.Kind.UNAVAILABLE, what + ": no answer");
    }
    return answer;
  }
}
