package dev.storekeeper.cleanup.registry;

import dev.storekeeper.codeartifact.PackageCoordinates;
import java.util.Optional;

/**
 * A repository.
 *
 * @param domain the domain that it is in
 * @param name its name
 */
public record RepositoryId(DomainId domain, String name) {
  /** The repository that a package is in. */
  public static RepositoryId of(PackageCoordinates coordinates) {
    return new RepositoryId(
        new DomainId(coordinates.region(), coordinates.domainOwner(), coordinates.domain()),
        coordinates.repository());
  }

  /** A package in it; the namespace is empty if there is none. */
  public PackageCoordinates packageOf(String format, String namespace, String name) {
    return new PackageCoordinates(
        domain.region(),
        domain.owner(),
        domain.name(),
        this.name,
        Optional.empty(),
        format,
        namespace,
        name);
  }

  /** Its ARN. */
  public String arn() {
    return "arn:aws:codeartifact:%s:%s:repository/%s/%s"
        .formatted(domain.region(), domain.owner(), domain.name(), name);
  }

  /** {@code owner/domain/repository}, as keys spell it. */
  @Override
  public String toString() {
    return domain + "/" + name;
  }
}
