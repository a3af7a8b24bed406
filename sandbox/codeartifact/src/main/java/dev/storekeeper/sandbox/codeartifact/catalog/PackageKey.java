package dev.storekeeper.sandbox.codeartifact.catalog;

import dev.storekeeper.sandbox.codeartifact.protocol.PackageId;
import dev.storekeeper.sandbox.codeartifact.store.Key;

/** A package in a repository. */
public record PackageKey(RepositoryId repository, PackageId id) {
  String key() {
    return repository.prefix() + Key.of(id.format(), id.namespace(), id.name());
  }

  /** The prefix of the keys of the package's versions. */
  String prefix() {
    return repository.prefix() + Key.prefix(id.format(), id.namespace(), id.name());
  }

  String versionKey(String version) {
    return prefix() + version;
  }

  /** The prefix of the keys of a version's assets. */
  String assetPrefix(String version) {
    return prefix() + Key.prefix(version);
  }

  /** The package in words, for messages. */
  public String text() {
    String namespace = id.namespace().isEmpty() ? "" : id.namespace() + "/";
    return id.format() + " package '" + namespace + id.name() + "'";
  }
}
