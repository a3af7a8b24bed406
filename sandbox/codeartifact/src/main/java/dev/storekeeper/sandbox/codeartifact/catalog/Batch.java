package dev.storekeeper.sandbox.codeartifact.catalog;

import dev.storekeeper.sandbox.codeartifact.VersionStatus;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Versions of one package to change together, and on what conditions.
 *
 * @param versions the versions, without duplicates
 * @param revisions the revisions that versions must have, by version; empty for any
 * @param expectedStatus the status that all must have; empty for any
 */
public record Batch(
    List<String> versions, Map<String, String> revisions, Optional<VersionStatus> expectedStatus) {
  public Batch {
    versions = List.copyOf(versions);
    revisions = Map.copyOf(revisions);
  }
}
