package dev.storekeeper.usage;

import dev.storekeeper.codeartifact.PackageCoordinates;

/**
 * A repository.
 *
 * @param domainOwner the 12-digit account that owns the domain
 * @param domain the domain's name
 * @param repository the repository's name
 */
public record RepositoryCoordinates(String domainOwner, String domain, String repository) {
  public RepositoryCoordinates {
    Names.check("domainOwner", Names.ACCOUNT, domainOwner);
    Names.check("domain", Names.DOMAIN, domain);
    Names.check("repository", Names.REPOSITORY, repository);
  }

  /** The repository of these coordinates. */
  public static RepositoryCoordinates of(PackageCoordinates coordinates) {
    return new RepositoryCoordinates(
        coordinates.domainOwner(), coordinates.domain(), coordinates.repository());
  }
}
