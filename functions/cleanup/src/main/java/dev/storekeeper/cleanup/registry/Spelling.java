package dev.storekeeper.cleanup.registry;

import dev.storekeeper.codeartifact.PackageCoordinates;
import dev.storekeeper.codeartifact.PackageVersion;

/** How people spell repositories and versions, on the command line and in what they are told. */
public final class Spelling {
  /** Stands for no namespace. */
  public static final String NO_NAMESPACE = "-";

  private Spelling() {}

  /** {@code domain/repository}. */
  public static String of(RepositoryId repository) {
    return repository.domain().name() + "/" + repository.name();
  }

  /** {@code domain/repository/format/namespace/name/version}. */
  public static String of(PackageVersion version) {
    PackageCoordinates at = version.coordinates();
    return String.join(
        "/",
        at.domain(),
        at.repository(),
        at.format(),
        at.namespace().isEmpty() ? NO_NAMESPACE : at.namespace(),
        at.name(),
        version.version());
  }
}
