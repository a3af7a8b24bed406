package dev.storekeeper.sandbox.codeartifact.catalog;

/** What may have a permissions policy. */
public sealed interface PolicyHolder {
  /** A domain. */
  record OfDomain(DomainId id) implements PolicyHolder {}

  /** A repository. */
  record OfRepository(RepositoryId id) implements PolicyHolder {}
}
