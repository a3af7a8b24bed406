package dev.storekeeper.identity;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Whether a token's times are acceptable now. */
final class TokenTimes {
  /** What clocks may differ by. */
  static final Duration LEEWAY = Duration.ofSeconds(30);

  private final Clock clock;

  TokenTimes(Clock clock) {
    this.clock = clock;
  }

  void check(RegisteredClaims claims, Issuer issuer) throws TokenRejectedException {
    Instant now = clock.instant();
    if (!now.isBefore(claims.expiresAt().plus(LEEWAY))) {
      throw rejected(TokenProblem.EXPIRED, "exp is past; expected a fresh token", issuer);
    }
    if (claims.issuedAt().isAfter(now.plus(LEEWAY))) {
      throw rejected(TokenProblem.NOT_YET_VALID, "iat is in the future", issuer);
    }
    if (claims.notBefore().filter(time -> time.isAfter(now.plus(LEEWAY))).isPresent()) {
      throw rejected(TokenProblem.NOT_YET_VALID, "nbf is in the future", issuer);
    }
    checkLifetime(claims, issuer);
    if (!now.isBefore(oldest(claims, issuer))) {
      String bound = issuer.maxAge().toSeconds() + " s";
      throw rejected(TokenProblem.LIFETIME, "iat is too long ago; expected " + bound, issuer);
    }
  }

  /** The instant from which on a token is refused. */
  static Instant acceptedUntil(RegisteredClaims claims, Issuer issuer) {
    Instant expired = claims.expiresAt().plus(LEEWAY);
    Instant tooOld = oldest(claims, issuer);
    return expired.isBefore(tooOld) ? expired : tooOld;
  }

  private static void checkLifetime(RegisteredClaims claims, Issuer issuer)
      throws TokenRejectedException {
    Duration lifetime = Duration.between(claims.issuedAt(), claims.expiresAt());
    if (!lifetime.isPositive()) {
      throw rejected(TokenProblem.LIFETIME, "exp is not after iat", issuer);
    }
    if (claims.notBefore().filter(time -> time.isAfter(claims.expiresAt())).isPresent()) {
      throw rejected(TokenProblem.LIFETIME, "nbf is after exp", issuer);
    }
    if (lifetime.compareTo(issuer.maxLifetime()) > 0) {
      String detail =
          "a lifetime of %d s; expected at most %d s"
              .formatted(lifetime.toSeconds(), issuer.maxLifetime().toSeconds());
      throw rejected(TokenProblem.LIFETIME, detail, issuer);
    }
  }

  private static Instant oldest(RegisteredClaims claims, Issuer issuer) {
    return claims.issuedAt().plus(issuer.maxAge()).plus(LEEWAY);
  }

  private static TokenRejectedException rejected(
      TokenProblem problem, String detail, Issuer issuer) {
    return new TokenRejectedException(problem, detail, Optional.of(issuer.id()));
  }
}
