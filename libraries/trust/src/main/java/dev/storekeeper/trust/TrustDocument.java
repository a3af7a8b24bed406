package dev.storekeeper.trust;

import dev.storekeeper.identity.Issuer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A trust policy as it is written.
 *
 * @param audience what CI jobs ask for
 * @param usualDuration the life of a token unless the request names another
 * @param explainsFully whether explanations show what the policy expects
 * @param digest what tells it from any other
 */
record TrustDocument(
    String audience,
    Duration usualDuration,
    boolean explainsFully,
    List<Issuer> issuers,
    List<Statement> statements,
    List<PolicyTest> tests,
    String digest) {
  TrustDocument {
    issuers = List.copyOf(issuers);
    statements = List.copyOf(statements);
    tests = List.copyOf(tests);
  }

  Optional<Issuer> issuer(String id) {
    return issuers.stream().filter(issuer -> issuer.id().equals(id)).findFirst();
  }

  /** The issuers that a statement is about. */
  List<Issuer> issuersOf(Statement statement) {
    return issuers.stream().filter(issuer -> statement.issuers().contains(issuer.id())).toList();
  }
}
