package dev.storekeeper.sandbox.codeartifact.catalog;

import dev.storekeeper.sandbox.codeartifact.ServiceException;
import dev.storekeeper.sandbox.codeartifact.store.MetadataStore;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The permissions policies of domains and repositories. Says nothing about what they mean. */
public final class Policies {
  private final MetadataStore store;
  private final Tables tables;
  private final Domains domains;
  private final Repositories repositories;
  private final Identifiers identifiers;

  Policies(
      MetadataStore store,
      Tables tables,
      Domains domains,
      Repositories repositories,
      Identifiers identifiers) {
    this.store = store;
    this.tables = tables;
    this.domains = domains;
    this.repositories = repositories;
    this.identifiers = identifiers;
  }

  /**
   * A policy.
   *
   * @throws ServiceException 404 if the holder does not exist or has none
   */
  public ResourcePolicy require(PolicyHolder holder) {
    return store.read(() -> required(holder));
  }

  /**
   * Sets a policy in place of the one that there is.
   *
   * @param expected the revision that the policy in place must have; any or none if empty
   * @throws ServiceException 404 if the holder does not exist, 409 if the revision is another
   */
  public ResourcePolicy put(PolicyHolder holder, Optional<String> expected, String document) {
    return store.write(() -> {
      requireHolder(holder);
      check(holder, tables.policies.get(key(holder)), expected);
      ResourcePolicy policy = new ResourcePolicy(identifiers.revision(), document);
      tables.policies.put(key(holder), policy);
      return policy;
    });
  }

  /**
   * Removes a policy.
   *
   * @param expected the revision that it must have; any if empty
   * @throws ServiceException 404 if the holder does not exist or has none, 409 if the revision is
   *     another
   */
  public ResourcePolicy delete(PolicyHolder holder, Optional<String> expected) {
    return store.write(() -> {
      ResourcePolicy policy = required(holder);
      check(holder, Optional.of(policy), expected);
      tables.policies.remove(key(holder));
      return policy;
    });
  }

  /** The documents that bind calls on a domain: its own, if it has one. */
  public List<String> inForce(DomainId domain) {
    return store.read(
        () -> tables.policies.get(domain.key()).map(ResourcePolicy::document).stream().toList());
  }

  /** The documents that bind calls on a repository and its packages: the domain's and its own. */
  public List<String> inForce(RepositoryId repository) {
    return store.read(() ->
        Stream.of(repository.domain().key(), repository.key())
            .flatMap(key -> tables.policies.get(key).stream())
            .map(ResourcePolicy::document)
            .toList());
  }

  private ResourcePolicy required(PolicyHolder holder) {
    requireHolder(holder);
    return tables
        .policies
        .get(key(holder))
        .orElseThrow(() ->
            about(holder, ServiceException.notFound(text(holder) + " has no permissions policy")));
  }

  private void requireHolder(PolicyHolder holder) {
    switch (holder) {
      case PolicyHolder.OfDomain(DomainId id) -> domains.require(id);
      case PolicyHolder.OfRepository(RepositoryId id) -> repositories.require(id);
    }
  }

  private static void check(
      PolicyHolder holder, Optional<ResourcePolicy> present, Optional<String> expected) {
    Optional<String> revision = present.map(ResourcePolicy::revision);
    if (expected.isPresent() && !expected.equals(revision)) {
      throw about(
          holder,
          ServiceException.conflict(
              "The policy of "
                  + text(holder)
                  + " has "
                  + revision.map(found -> "revision " + found).orElse("no revision: there is none")
                  + ", expected "
                  + expected.get()));
    }
  }

  private static String key(PolicyHolder holder) {
    return switch (holder) {
      case PolicyHolder.OfDomain(DomainId id) -> id.key();
      case PolicyHolder.OfRepository(RepositoryId id) -> id.key();
    };
  }

  private static String text(PolicyHolder holder) {
    return switch (holder) {
      case PolicyHolder.OfDomain(DomainId id) -> "domain '" + id.name() + "'";
      case PolicyHolder.OfRepository(RepositoryId id) -> "repository '" + id.name() + "'";
    };
  }

  private static ServiceException about(PolicyHolder holder, ServiceException refusal) {
    return switch (holder) {
      case PolicyHolder.OfDomain(DomainId id) -> refusal.about("domain", id.name());
      case PolicyHolder.OfRepository(RepositoryId id) -> refusal.about("repository", id.name());
    };
  }
}
