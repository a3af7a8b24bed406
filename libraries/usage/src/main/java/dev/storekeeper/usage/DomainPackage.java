package dev.storekeeper.usage;

import dev.storekeeper.codeartifact.PackageCoordinates;
import dev.storekeeper.codeartifact.PackageNames;

/**
 * A package in a domain, in whatever repositories: a read through one of them counts for all that
 * hold the version. All spellings of a Python, NuGet or Swift name are one package.
 *
 * @param domainOwner the 12-digit account that owns the domain
 * @param domain the domain's name
 * @param format the package format as CodeArtifact spells it
 * @param namespace npm scope without {@code @}, Maven group id, and so on, normalised; empty if
 *     there is none
 * @param name the package's name, normalised
 */
public record DomainPackage(
    String domainOwner, String domain, String format, String namespace, String name) {

  public DomainPackage {
    Names.check("domainOwner", Names.ACCOUNT, domainOwner);
    Names.check("domain", Names.DOMAIN, domain);
    Names.check("format", Names.FORMAT, format);
    if (!namespace.isEmpty()) {
      Names.check("namespace", Names.PART, namespace);
    }
    namespace = PackageNames.namespace(format, namespace);
    name = PackageNames.name(format, Names.check("name", Names.PART, name));
  }

  /** The package of these coordinates, whatever their repository. */
  public static DomainPackage of(PackageCoordinates coordinates) {
    return new DomainPackage(
        coordinates.domainOwner(),
        coordinates.domain(),
        coordinates.format(),
        coordinates.namespace(),
        coordinates.name());
  }
}
