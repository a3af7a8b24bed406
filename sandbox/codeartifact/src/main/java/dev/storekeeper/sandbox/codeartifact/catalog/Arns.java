package dev.storekeeper.sandbox.codeartifact.catalog;

import dev.storekeeper.sandbox.codeartifact.protocol.PackageId;

/**
 * The ARNs of one region's resources.
 *
 * @param region the AWS region
 */
public record Arns(String region) {
  /** A domain's ARN. */
  public String domain(DomainId domain) {
    return prefix(domain.owner()) + "domain/" + domain.name();
  }

  /** A repository's ARN. */
  public String repository(RepositoryId repository) {
    DomainId domain = repository.domain();
    return prefix(domain.owner()) + "repository/" + domain.name() + "/" + repository.name();
  }

  /** A package's ARN, with an empty segment where there is no namespace. */
  public String ofPackage(PackageKey key) {
    DomainId domain = key.repository().domain();
    PackageId id = key.id();
    return prefix(domain.owner())
        + String.join(
            "/",
            "package",
            domain.name(),
            key.repository().name(),
            id.format(),
            id.namespace(),
            id.name());
  }

  private String prefix(String account) {
    return "arn:aws:codeartifact:" + region + ":" + account + ":";
  }
}
