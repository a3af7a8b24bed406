package dev.storekeeper.cleanup.repository;

import dev.storekeeper.cleanup.registry.RegistryException;
import java.time.Instant;

/** Looks at a repository anew. Safe for use by many threads. */
@FunctionalInterface
public interface RepositoryInspector {
  /**
   * Reads all facts about a repository and decides about it.
   *
   * @param asOf the time that the decision goes by
   * @throws RegistryException if it is not known whether it is there; what else could not be found
   *     out is unknown to the decision
   */
  RepositoryInspection inspect(RepositoryItem item, Instant asOf) throws RegistryException;
}
