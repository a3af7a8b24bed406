package dev.storekeeper.usagetracking.trail;

import dev.storekeeper.usage.Access;
import dev.storekeeper.usage.DomainPackage;
import dev.storekeeper.usage.ForeignChange;
import dev.storekeeper.usage.Refusal;
import dev.storekeeper.usage.RepositoryCoordinates;
import java.util.Set;

/** What a record of CloudTrail says about the use of packages. */
public sealed interface Signal {
  /**
   * An asset was read.
   *
   * @param versions all versions that it counts for
   */
  record AssetRead(
      RepositoryCoordinates repository,
      DomainPackage domainPackage,
      Set<String> versions,
      Access access)
      implements Signal {}

  /** An asset was read, of which package cannot be told. */
  record UnattributedRead(RepositoryCoordinates repository, Access access) implements Signal {}

  /** A version was asked for in vain. */
  record VersionRefused(
      RepositoryCoordinates repository,
      DomainPackage domainPackage,
      Set<String> versions,
      Refusal refusal)
      implements Signal {}

  /** A package manager was denied a repository. */
  record RepositoryRefused(RepositoryCoordinates repository, Refusal refusal) implements Signal {}

  /** Somebody else removed or archived something. */
  record Changed(RepositoryCoordinates repository, ForeignChange change) implements Signal {}

  /** Nothing that matters. */
  record Nothing() implements Signal {}
}
