package dev.storekeeper.cli;

import dev.storekeeper.identity.IdToken;
import dev.storekeeper.identity.IssuerKeys;
import dev.storekeeper.identity.KeysUnavailableException;
import dev.storekeeper.identity.TokenRejectedException;
import dev.storekeeper.identity.TokenVerifier;
import dev.storekeeper.identity.VerifiedToken;
import dev.storekeeper.trust.TrustPolicy;
import java.io.IOException;
import java.time.Clock;

/** Verifies a token as the endpoint would. */
final class Verification {
  private Verification() {}

  static VerifiedToken verify(TrustPolicy policy, IdToken token, boolean allowLoopback, Clock clock)
      throws IOException, TokenRejectedException {
    IssuerKeys keys = new IssuerKeys(policy.issuers(), clock, allowLoopback, refresh -> {});
    try {
      return new TokenVerifier(policy.issuers(), policy.audience(), keys, clock).verify(token);
    } catch (KeysUnavailableException e) {
      throw new IOException(e.getMessage(), e);
    }
  }
}
