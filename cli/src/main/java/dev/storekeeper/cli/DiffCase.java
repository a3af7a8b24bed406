package dev.storekeeper.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.storekeeper.identity.Issuer;
import dev.storekeeper.identity.SampleTokens;
import dev.storekeeper.identity.TokenRejectedException;
import dev.storekeeper.trust.AccessRequest;
import dev.storekeeper.trust.TrustPolicy;
import java.util.Optional;

/**
 * A request to be decided by two policies.
 *
 * @param name for people
 * @param issuer the id of the issuer; absent to find it by the claim {@code iss}
 */
record DiffCase(String name, Optional<String> issuer, ObjectNode claims, AccessRequest request) {
  /** What a policy decides, in one line. */
  String decision(TrustPolicy policy) {
    Optional<Issuer> found = Issuers.find(policy, issuer, claims);
    if (found.isEmpty()) {
      return "deny: no such issuer";
    }
    if (!found.get().enabled()) {
      return "deny: the issuer is switched off";
    }
    try {
      return DecisionTexts.line(policy.evaluate(SampleTokens.of(found.get(), claims), request));
    } catch (TokenRejectedException e) {
      return "deny: no such token, " + e.detail();
    }
  }

  /** Whether it asks the same. */
  boolean asks(DiffCase other) {
    return issuer.equals(other.issuer)
        && claims.equals(other.claims)
        && request.equals(other.request);
  }
}
