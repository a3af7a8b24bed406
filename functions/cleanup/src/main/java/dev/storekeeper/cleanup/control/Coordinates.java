package dev.storekeeper.cleanup.control;

import dev.storekeeper.cleanup.execute.Holds;
import dev.storekeeper.cleanup.execute.Work;
import dev.storekeeper.cleanup.registry.DomainId;
import dev.storekeeper.cleanup.registry.RepositoryId;
import dev.storekeeper.cleanup.registry.Spelling;
import dev.storekeeper.codeartifact.PackageCoordinates;
import dev.storekeeper.codeartifact.PackageNames;
import dev.storekeeper.codeartifact.PackageVersion;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What a request is about: {@code domain[/repository[/format/namespace/name[/version]]]}, with
 * {@code -} for no namespace, or the ARN of a domain, repository or package, to which {@code
 * /version} may be added.
 *
 * @param domain the domain
 * @param repository the repository, if it is about less than the domain
 * @param coordinates the package, if it is about less than the repository
 * @param version the version, if it is about less than the package
 */
record Coordinates(
    DomainId domain,
    Optional<RepositoryId> repository,
    Optional<PackageCoordinates> coordinates,
    Optional<PackageVersion> version) {
  private static final String EXPECTED =
      "domain[/repository[/format/namespace/name[/version]]] with - for no namespace, or an ARN";

  static Coordinates read(String text, Domains domains) throws ControlException {
    List<String> parts =
        text.startsWith("arn:") ? arn(text, domains) : List.of(text.split("/", -1));
    DomainId domain = domains.find(parts.getFirst());
    try {
      return of(text, domain, parts);
    } catch (IllegalArgumentException e) {
      throw ControlException.invalid("coordinates: " + e.getMessage());
    }
  }

  private static Coordinates of(String text, DomainId domain, List<String> parts)
      throws ControlException {
    Optional<RepositoryId> repository =
        parts.size() > 1 ? Optional.of(new RepositoryId(domain, parts.get(1))) : Optional.empty();
    Optional<PackageCoordinates> coordinates = Optional.empty();
    Optional<PackageVersion> version = Optional.empty();
    switch (parts.size()) {
      case 1 -> {}
      // A package that is not there has the repository's name checked.
      case 2 -> repository.orElseThrow().packageOf("generic", "", "any");
      case 5, 6 -> {
        PackageCoordinates found = packageOf(repository.orElseThrow(), parts);
        coordinates = Optional.of(found);
        if (parts.size() == 6) {
          version = Optional.of(new PackageVersion(found, parts.get(5)));
        }
      }
      default ->
          throw ControlException.invalid(
              "coordinates: found " + Shown.text(text) + ", expected " + EXPECTED);
    }
    return new Coordinates(domain, repository, coordinates, version);
  }

  /** Whether it is about a whole repository. */
  boolean isRepository() {
    return repository.isPresent() && coordinates.isEmpty();
  }

  PackageVersion requireVersion() throws ControlException {
    return version.orElseThrow(() ->
        ControlException.invalid(
            "coordinates: found "
                + this
                + ", expected a version, domain/repository/format/namespace/name/version, or a"
                + " repository"));
  }

  /** As holds spell it. */
  String scope() {
    return version
        .map(Holds::scope)
        .or(() -> coordinates.map(it -> Work.of(it).substring("package/".length())))
        .or(() -> repository.map(RepositoryId::toString))
        .orElseGet(domain::toString);
  }

  /** As requests spell it. */
  @Override
  public String toString() {
    List<String> parts = new ArrayList<>(List.of(domain.name()));
    repository.ifPresent(it -> parts.add(it.name()));
    coordinates.ifPresent(it -> {
      parts.add(it.format());
      parts.add(it.namespace().isEmpty() ? Spelling.NO_NAMESPACE : it.namespace());
      parts.add(it.name());
    });
    version.ifPresent(it -> parts.add(it.version()));
    return String.join("/", parts);
  }

  /** As CodeArtifact spells it, however it was typed: holds and items go by that. */
  private static PackageCoordinates packageOf(RepositoryId repository, List<String> parts) {
    String format = parts.get(2);
    String namespace = parts.get(3).equals(Spelling.NO_NAMESPACE) ? "" : parts.get(3);
    if (format.equals("npm") && namespace.startsWith("@")) {
      namespace = namespace.substring(1);
    }
    return repository.packageOf(
        format, PackageNames.namespace(format, namespace), PackageNames.name(format, parts.get(4)));
  }

  private static List<String> arn(String text, Domains domains) throws ControlException {
    String[] arn = text.split(":", 6);
    if (arn.length == 6 && arn[2].equals("codeartifact")) {
      List<String> parts = Arrays.asList(arn[5].split("/", -1));
      int least =
          switch (parts.getFirst()) {
            case "domain" -> 2;
            case "repository" -> 3;
            case "package" -> 6;
            default -> Integer.MAX_VALUE;
          };
      if (parts.size() == least || (least == 6 && parts.size() == 7)) {
        DomainId domain = domains.find(parts.get(1));
        if (!domain.region().equals(arn[3]) || !domain.owner().equals(arn[4])) {
          throw ControlException.refused(
              "coordinates: found a domain of account %s in %s, expected %s in %s"
                  .formatted(
                      Shown.text(arn[4]), Shown.text(arn[3]), domain.owner(), domain.region()));
        }
        return parts.subList(1, parts.size());
      }
    }
    throw ControlException.invalid(
        "coordinates: found " + Shown.text(text) + ", expected " + EXPECTED);
  }
}
