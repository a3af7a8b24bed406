package dev.storekeeper.sandbox.codeartifact.catalog;

import dev.storekeeper.sandbox.codeartifact.protocol.VersionView;
import java.util.List;
import java.util.Optional;

/** A place where a package was looked for; what there is to be found comes from the catalog. */
public sealed interface Place {
  /** The repository that is or has the place. */
  RepositoryId repository();

  /** A repository that holds the package, with the versions that were asked for. */
  record Holder(RepositoryId repository, List<Held> versions) implements Place {
    public Holder {
      versions = List.copyOf(versions);
    }

    /** The version of a name. */
    public Optional<Held> version(String name) {
      return versions.stream().filter(held -> held.version().name().equals(name)).findFirst();
    }
  }

  /** A repository's external connection, which may offer the package. */
  record Connected(RepositoryId repository, ExternalConnection connection) implements Place {}

  /** A version in a repository. */
  record Held(Version version, VersionView view) {}
}
