package dev.storekeeper.identity;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Makes tokens from claims that nobody has vouched for, so that a policy can be tried out. No
 * request is ever to be decided by one.
 */
public final class SampleTokens {
  private SampleTokens() {}

  /**
   * A token with exactly these claims, seen as policies see them.
   *
   * @param claims the claims as they stand in a token; none is required
   * @throws TokenRejectedException with {@link TokenProblem#CLAIM} if a claim is of a type that the
   *     issuer's tokens never have
   */
  public static VerifiedToken of(Issuer issuer, ObjectNode claims) throws TokenRejectedException {
    try {
      ObjectNode seen = PolicyClaims.of(claims, issuer);
      return new VerifiedToken(
          issuer,
          seen,
          Provenance.of(issuer, seen),
          "0".repeat(64),
          Instant.EPOCH,
          Instant.EPOCH,
          "none",
          Duration.ZERO);
    } catch (MalformedException e) {
      throw new TokenRejectedException(TokenProblem.CLAIM, e.problem(), Optional.of(issuer.id()));
    }
  }
}
