package dev.storekeeper.cleanup.execute;

import dev.storekeeper.cleanup.registry.ListedVersion;
import dev.storekeeper.retention.Outcome;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * A package as it is now, and what the present policy decides about it.
 *
 * @param versions every version in its listing
 * @param decisions what is decided about each of them
 * @param lastReads when they were last read, where that was seen
 * @param refusedReads when somebody last tried in vain to read them
 */
public record Inspection(
    Map<String, ListedVersion> versions,
    Map<String, Outcome> decisions,
    Map<String, Instant> lastReads,
    Map<String, Instant> refusedReads) {

  /** What is decided about a version; it stays if nothing is. */
  public Outcome decision(String version) {
    return Optional.ofNullable(decisions.get(version))
        .orElseGet(() -> new Outcome.Kept(Outcome.Why.UNKNOWN, "", "nothing was decided about it"));
  }
}
