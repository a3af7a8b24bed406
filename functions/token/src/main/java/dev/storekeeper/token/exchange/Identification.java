package dev.storekeeper.token.exchange;

import com.fasterxml.jackson.databind.JsonNode;
import dev.storekeeper.identity.IdToken;
import dev.storekeeper.identity.KeysUnavailableException;
import dev.storekeeper.identity.TokenProblem;
import dev.storekeeper.identity.TokenRejectedException;
import dev.storekeeper.identity.VerifiedToken;
import dev.storekeeper.token.audit.Attempt;
import dev.storekeeper.token.refusal.ErrorCode;
import dev.storekeeper.token.refusal.Refusal;
import dev.storekeeper.token.refusal.RefusedException;

/** Tells who a caller is. Whatever is wrong with an ID token, the caller hears the same. */
final class Identification {
  private static final int RETRY_SECONDS = 5;

  private final Verification verification;

  Identification(Verification verification) {
    this.verification = verification;
  }

  VerifiedToken identify(String compact, Attempt attempt) throws RefusedException {
    try {
      IdToken token = IdToken.parse(compact);
      JsonNode issuer = token.claims().path("iss");
      if (issuer.isTextual()) {
        attempt.claimsIssuer(issuer.asText());
      }
      VerifiedToken verified = verification.verify(token);
      attempt.verified(verified);
      return verified;
    } catch (TokenRejectedException e) {
      throw new RefusedException(refusal(e.problem()), e);
    } catch (KeysUnavailableException e) {
      throw new RefusedException(
          Refusal.later(
              ErrorCode.UPSTREAM_UNAVAILABLE,
              "The issuer's keys cannot be had now; try again later.",
              "keys-unavailable",
              RETRY_SECONDS),
          e);
    }
  }

  private static Refusal refusal(TokenProblem problem) {
    return problem == TokenProblem.EXPIRED
        ? Refusal.of(
            ErrorCode.TOKEN_EXPIRED, "The ID token has expired; fetch a fresh one.", "expired")
        : Refusal.of(
            ErrorCode.TOKEN_REJECTED,
            "The ID token is not accepted: its form, issuer, audience, times or signature are not"
                + " as they must be.",
            problem.word());
  }
}
