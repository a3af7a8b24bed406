package dev.storekeeper.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.storekeeper.identity.Issuer;
import dev.storekeeper.trust.TrustPolicy;
import java.util.Optional;

/** Finds the issuer of claims. */
final class Issuers {
  private Issuers() {}

  /** The issuer of an id, or else the one whose URL is the claims' {@code iss} to the letter. */
  static Optional<Issuer> find(TrustPolicy policy, Optional<String> id, ObjectNode claims) {
    return id.isPresent()
        ? policy.issuer(id.get())
        : policy.issuers().stream()
            .filter(issuer -> issuer.url().equals(claims.path("iss").asText()))
            .findFirst();
  }
}
