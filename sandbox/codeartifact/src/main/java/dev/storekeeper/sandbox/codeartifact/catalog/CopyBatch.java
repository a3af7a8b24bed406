package dev.storekeeper.sandbox.codeartifact.catalog;

import java.util.List;
import java.util.Map;

/**
 * Versions of one package to copy together.
 *
 * @param versions the versions, without duplicates
 * @param revisions the revisions that they must have in the source, by version; empty for any
 * @param overwrite whether other versions of these names in the destination are replaced
 * @param upstream whether versions that the source does not hold are taken from its upstreams
 */
public record CopyBatch(
    List<String> versions, Map<String, String> revisions, boolean overwrite, boolean upstream) {
  public CopyBatch {
    versions = List.copyOf(versions);
    revisions = Map.copyOf(revisions);
  }
}
