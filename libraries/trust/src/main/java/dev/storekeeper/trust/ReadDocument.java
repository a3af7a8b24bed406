package dev.storekeeper.trust;

import dev.storekeeper.policy.PolicyMap;
import java.util.List;

/**
 * A document, and where its parts stand in the file; the lists run parallel to the document's.
 *
 * @param document the document
 * @param root the whole file
 */
record ReadDocument(
    TrustDocument document,
    PolicyMap root,
    List<PolicyMap> issuers,
    List<PolicyMap> statements,
    List<PolicyMap> tests) {
  ReadDocument {
    issuers = List.copyOf(issuers);
    statements = List.copyOf(statements);
    tests = List.copyOf(tests);
  }
}
