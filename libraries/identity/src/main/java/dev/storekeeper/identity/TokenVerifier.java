package dev.storekeeper.identity;

import java.time.Clock;
import java.util.List;

/**
 * Verifies ID tokens: issuer, algorithm, key, signature, times and audience, in this order. Safe
 * for use by many threads.
 */
public final class TokenVerifier {
  /** A verifier of the tokens of these issuers, for an audience. */
  public TokenVerifier(List<Issuer> issuers, String audience, KeySource keys, Clock clock) {
    Object _ = Unwritten.yet(issuers, audience, keys, clock);
  }

  /**
   * Verifies a token.
   *
   * @throws TokenRejectedException if anything about it is not as it must be
   * @throws KeysUnavailableException if the issuer's keys cannot be had
   */
  public VerifiedToken verify(IdToken token)
      throws TokenRejectedException, KeysUnavailableException {
    return Unwritten.yet(token);
  }
}
