package dev.storekeeper.cleanup.repository;

import dev.storekeeper.cleanup.publish.PublishException;
import dev.storekeeper.cleanup.publish.Restoration;
import dev.storekeeper.cleanup.registry.RepositoryId;

/** Publishes exports again, as {@link dev.storekeeper.cleanup.publish.Restorer} does. */
@FunctionalInterface
public interface VersionRestorer {
  /**
   * Publishes an export.
   *
   * @param manifest the key of its manifest
   * @throws PublishException if it is not known or not done yet: the same call may succeed later
   */
  Restoration restore(String manifest, RepositoryId repository) throws PublishException;
}
