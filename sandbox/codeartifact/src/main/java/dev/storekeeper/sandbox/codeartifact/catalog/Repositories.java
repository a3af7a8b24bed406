package dev.storekeeper.sandbox.codeartifact.catalog;

import dev.storekeeper.sandbox.codeartifact.ServiceException;
import dev.storekeeper.sandbox.codeartifact.store.MetadataStore;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** The repositories. */
public final class Repositories {
  private final MetadataStore store;
  private final Tables tables;
  private final Domains domains;
  private final AssetReferences references;
  private final Clock clock;

  Repositories(
      MetadataStore store,
      Tables tables,
      Domains domains,
      AssetReferences references,
      Clock clock) {
    this.store = store;
    this.tables = tables;
    this.domains = domains;
    this.references = references;
    this.clock = clock;
  }

  /**
   * Creates a repository.
   *
   * @throws ServiceException 404 if its domain or an upstream does not exist, 409 if it exists, 402
   *     if the domain has as many as it may or there are too many upstreams
   */
  public Repository create(
      RepositoryId id,
      String administrator,
      String description,
      List<String> upstreams,
      Map<String, String> tags) {
    return store.write(() -> {
      domains.require(id.domain());
      if (tables.repositories.contains(id.key())) {
        throw ServiceException.conflict(
                "Repository '"
                    + id.name()
                    + "' exists already in domain '"
                    + id.domain().name()
                    + "'")
            .about("repository", id.name());
      }
      if (domains.repositoryCount(id.domain()) >= Quotas.REPOSITORIES_PER_DOMAIN) {
        throw ServiceException.quotaExceeded(
                "Domain '"
                    + id.domain().name()
                    + "' has "
                    + Quotas.REPOSITORIES_PER_DOMAIN
                    + " repositories, the most that a domain may have")
            .about("repository", id.name());
      }
      checkUpstreams(id, upstreams);
      Repository repository =
          new Repository(
              id, administrator, clock.instant(), description, upstreams, Optional.empty(), tags);
      tables.repositories.put(id.key(), repository);
      return repository;
    });
  }

  private void checkUpstreams(RepositoryId id, List<String> upstreams) {
    if (upstreams.size() > Quotas.UPSTREAMS_PER_REPOSITORY) {
      throw ServiceException.quotaExceeded(
              "Repository '"
                  + id.name()
                  + "' would have "
                  + upstreams.size()
                  + " upstreams; a repository may have "
                  + Quotas.UPSTREAMS_PER_REPOSITORY)
          .about("repository", id.name());
    }
    for (String upstream : upstreams) {
      if (upstream.equals(id.name())) {
        throw ServiceException.invalid(
            "Parameter 'upstreams': repository '" + upstream + "' cannot be its own upstream");
      }
      required(new RepositoryId(id.domain(), upstream));
    }
  }

  /**
   * A repository.
   *
   * @throws ServiceException 404 if it or its domain does not exist
   */
  public Repository require(RepositoryId id) {
    return store.read(() -> required(id));
  }

  private Repository required(RepositoryId id) {
    domains.require(id.domain());
    return tables
        .repositories
        .get(id.key())
        .orElseThrow(() ->
            ServiceException.notFound(
                    "Repository '"
                        + id.name()
                        + "' does not exist in domain '"
                        + id.domain().name()
                        + "'")
                .about("repository", id.name()));
  }

  /**
   * Changes what is given and keeps the rest.
   *
   * @throws ServiceException 404 if it or an upstream does not exist, 409 for upstreams beside an
   *     external connection, 402 for too many upstreams
   */
  public Repository update(
      RepositoryId id, Optional<String> description, Optional<List<String>> upstreams) {
    return change(
        id,
        repository -> {
          upstreams.ifPresent(names -> checkUpstreams(id, names));
          if (upstreams.isPresent()
              && !upstreams.get().isEmpty()
              && repository.externalConnection().isPresent()) {
            throw ServiceException.conflict(
                    "Repository '"
                        + id.name()
                        + "' has an external connection; it cannot have upstreams as well")
                .about("repository", id.name());
          }
          Repository described = description.map(repository::withDescription).orElse(repository);
          return upstreams.map(described::withUpstreams).orElse(described);
        });
  }

  /**
   * Connects a repository to a public one.
   *
   * @throws ServiceException 404 if it does not exist, 409 if it has a connection or upstreams
   */
  public Repository connect(RepositoryId id, ExternalConnection connection) {
    return change(
        id,
        repository -> {
          if (repository.externalConnection().isPresent()) {
            throw ServiceException.conflict(
                    "Repository '"
                        + id.name()
                        + "' has the external connection "
                        + repository.externalConnection().get().connectionName()
                        + "; it may have one")
                .about("repository", id.name());
          }
          if (!repository.upstreams().isEmpty()) {
            throw ServiceException.conflict(
                    "Repository '"
                        + id.name()
                        + "' has upstreams; it cannot have an external connection as well")
                .about("repository", id.name());
          }
          return repository.withExternalConnection(Optional.of(connection));
        });
  }

  /**
   * Ends a connection.
   *
   * @throws ServiceException 404 if the repository does not exist or has no such connection
   */
  public Repository disconnect(RepositoryId id, ExternalConnection connection) {
    return change(
        id,
        repository -> {
          if (repository.externalConnection().filter(connection::equals).isEmpty()) {
            throw ServiceException.notFound(
                    "Repository '"
                        + id.name()
                        + "' has no external connection "
                        + connection.connectionName())
                .about("repository", id.name());
          }
          return repository.withExternalConnection(Optional.empty());
        });
  }

  /**
   * Changes a repository's tags.
   *
   * @throws ServiceException 404 if it does not exist
   */
  public void changeTags(RepositoryId id, UnaryOperator<Map<String, String>> change) {
    change(id, repository -> repository.withTags(change.apply(repository.tags())));
  }

  private Repository change(RepositoryId id, UnaryOperator<Repository> change) {
    return store.write(() -> {
      Repository changed = change.apply(required(id));
      tables.repositories.put(id.key(), changed);
      return changed;
    });
  }

  /**
   * Deletes a repository with all its packages. This makes no events: the service does not document
   * any.
   *
   * @throws ServiceException 404 if it does not exist
   */
  public Repository delete(RepositoryId id) {
    return store.write(() -> {
      Repository repository = required(id);
      tables.assets.rows(id.prefix()).forEach(row -> references.remove(id.domain(), row.value()));
      tables.assets.removeAll(id.prefix());
      tables.metadata.removeAll(id.prefix());
      tables.versions.removeAll(id.prefix());
      tables.packages.removeAll(id.prefix());
      tables.policies.remove(id.key());
      tables.repositories.remove(id.key());
      return repository;
    });
  }

  /** A domain's repositories that satisfy a condition, by name. */
  public Page<Repository> inDomain(
      DomainId domain, Predicate<Repository> condition, Paging paging) {
    return store.read(() -> {
      domains.require(domain);
      return list(domain.prefix(), condition, paging);
    });
  }

  /** All repositories that satisfy a condition, by domain and name. */
  public Page<Repository> everywhere(Predicate<Repository> condition, Paging paging) {
    return store.read(() -> list("", condition, paging));
  }

  private Page<Repository> list(String prefix, Predicate<Repository> condition, Paging paging) {
    return Page.first(
        paging.limit(),
        tables
            .repositories
            .rows(prefix, paging.after())
            .filter(row -> condition.test(row.value())));
  }
}
