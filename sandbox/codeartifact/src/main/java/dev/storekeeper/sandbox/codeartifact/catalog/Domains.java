package dev.storekeeper.sandbox.codeartifact.catalog;

import dev.storekeeper.sandbox.codeartifact.ServiceException;
import dev.storekeeper.sandbox.codeartifact.store.Key;
import dev.storekeeper.sandbox.codeartifact.store.MetadataStore;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** The domains. */
public final class Domains {
  private final MetadataStore store;
  private final Tables tables;
  private final Tokens tokens;
  private final Clock clock;

  Domains(MetadataStore store, Tables tables, Tokens tokens, Clock clock) {
    this.store = store;
    this.tables = tables;
    this.tokens = tokens;
    this.clock = clock;
  }

  /**
   * Creates a domain.
   *
   * @throws ServiceException 409 if it exists, 402 if the account has as many as it may
   */
  public Domain create(DomainId id, String encryptionKey, Map<String, String> tags) {
    return store.write(() -> {
      if (tables.domains.contains(id.key())) {
        throw ServiceException.conflict(
                "Domain '" + id.name() + "' exists already in account " + id.owner())
            .about("domain", id.name());
      }
      if (tables.domains.keys(Key.prefix(id.owner())).size() >= Quotas.DOMAINS_PER_ACCOUNT) {
        throw ServiceException.quotaExceeded(
                "Account "
                    + id.owner()
                    + " has "
                    + Quotas.DOMAINS_PER_ACCOUNT
                    + " domains, the most that an account may have")
            .about("domain", id.name());
      }
      Domain domain = new Domain(id, clock.instant(), encryptionKey, 0, tags);
      tables.domains.put(id.key(), domain);
      return domain;
    });
  }

  /**
   * A domain.
   *
   * @throws ServiceException 404 if it does not exist
   */
  public Domain require(DomainId id) {
    return store.read(() -> required(id));
  }

  private Domain required(DomainId id) {
    return tables
        .domains
        .get(id.key())
        .orElseThrow(() ->
            ServiceException.notFound(
                    "Domain '" + id.name() + "' does not exist in account " + id.owner())
                .about("domain", id.name()));
  }

  /** How many repositories a domain has. */
  public int repositoryCount(DomainId id) {
    return store.read(() -> tables.repositories.keys(id.prefix()).size());
  }

  /**
   * Deletes a domain and its tokens.
   *
   * @throws ServiceException 404 if it does not exist, 409 while it has repositories
   */
  public Domain delete(DomainId id) {
    return store.write(() -> {
      Domain domain = required(id);
      Optional<String> repository =
          tables.repositories.rows(id.prefix()).findFirst().map(row -> row.value().id().name());
      if (repository.isPresent()) {
        throw ServiceException.conflict(
                "Domain '"
                    + id.name()
                    + "' still has repositories, for example '"
                    + repository.get()
                    + "'; delete them first")
            .about("domain", id.name());
      }
      tables.policies.remove(id.key());
      tables.domains.remove(id.key());
      tokens.removeAllOf(id);
      return domain;
    });
  }

  /** An account's domains by name. */
  public Page<Domain> list(String owner, Paging paging) {
    return store.read(
        () -> Page.first(paging.limit(), tables.domains.rows(Key.prefix(owner), paging.after())));
  }

  /**
   * Changes a domain's tags.
   *
   * @throws ServiceException 404 if it does not exist
   */
  public void changeTags(DomainId id, UnaryOperator<Map<String, String>> change) {
    store.write(() -> {
      Domain domain = required(id);
      Domain changed = domain.withTags(change.apply(domain.tags()));
      tables.domains.put(id.key(), changed);
      return changed;
    });
  }
}
