package dev.storekeeper.retention;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A cleanup policy as it is written.
 *
 * @param domains the names of the domains that it is about
 * @param tracksReads whether the last-read index is fed
 * @param revision what tells it from any other
 * @param revisions what tells each of its policies from any other with other decisions, by name
 */
record CleanupDocument(
    Set<String> domains,
    boolean tracksReads,
    List<FreezeWindow> freezes,
    List<QuietHours> quiet,
    Limits limits,
    List<Protection> protections,
    List<Policy> policies,
    String revision,
    Map<String, String> revisions) {
  CleanupDocument {
    domains = Set.copyOf(domains);
    freezes = List.copyOf(freezes);
    quiet = List.copyOf(quiet);
    protections = List.copyOf(protections);
    policies = List.copyOf(policies);
    revisions = Map.copyOf(revisions);
  }
}
