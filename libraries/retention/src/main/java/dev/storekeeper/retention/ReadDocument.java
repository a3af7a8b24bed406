package dev.storekeeper.retention;

import dev.storekeeper.policy.PolicyMap;
import java.util.List;

/**
 * A document, and where its parts stand in the file; the lists run parallel to the document's.
 *
 * @param root the whole file
 */
record ReadDocument(
    CleanupDocument document,
    PolicyMap root,
    List<PolicyMap> freezes,
    List<PolicyMap> protections,
    List<PolicyMap> policies) {
  ReadDocument {
    freezes = List.copyOf(freezes);
    protections = List.copyOf(protections);
    policies = List.copyOf(policies);
  }
}
