package dev.storekeeper.sandbox.codeartifact.catalog;

import dev.storekeeper.sandbox.codeartifact.store.Key;

/** A repository's identity. */
public record RepositoryId(DomainId domain, String name) {
  String key() {
    return Key.of(domain.owner(), domain.name(), name);
  }

  String prefix() {
    return Key.prefix(domain.owner(), domain.name(), name);
  }
}
