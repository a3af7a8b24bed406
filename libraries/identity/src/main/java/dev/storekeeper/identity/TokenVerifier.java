package dev.storekeeper.identity;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.nimbusds.jose.jwk.JWK;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Verifies ID tokens: issuer, algorithm, key, signature, times and audience, in this order. Safe
 * for use by many threads.
 */
public final class TokenVerifier {
  private static final int MAX_ISSUER_SHOWN = 200;

  private final Map<String, Issuer> issuers;
  private final String audience;
  private final KeySource keys;
  private final TokenTimes times;

  /**
   * A verifier of the tokens of these issuers, for an audience.
   *
   * @throws IllegalStateException if two issuers have the same URL
   */
  public TokenVerifier(List<Issuer> issuers, String audience, KeySource keys, Clock clock) {
    this.issuers =
        issuers.stream().collect(Collectors.toUnmodifiableMap(Issuer::url, Function.identity()));
    this.audience = audience;
    this.keys = keys;
    this.times = new TokenTimes(clock);
  }

  /**
   * Verifies a token.
   *
   * @throws TokenRejectedException if anything about it is not as it must be
   * @throws KeysUnavailableException if the issuer's keys cannot be had
   */
  public VerifiedToken verify(IdToken token)
      throws TokenRejectedException, KeysUnavailableException {
    ObjectNode claims = token.claims();
    Issuer issuer = issuer(claims);
    if (!issuer.algorithms().contains(token.algorithm())) {
      throw rejected(
          TokenProblem.ALGORITHM, token.algorithm() + "; expected one of the issuer's", issuer);
    }
    RegisteredClaims registered = registered(claims, issuer);
    Signer signer = signer(issuer, token);
    times.check(registered, issuer);
    if (!Audiences.match(issuer.audience(), audience, registered)) {
      throw rejected(
          TokenProblem.AUDIENCE, "another audience; expected " + expected(issuer), issuer);
    }
    ObjectNode policyClaims = policyClaims(claims, issuer);
    return new VerifiedToken(
        issuer,
        policyClaims,
        Provenance.of(issuer, policyClaims),
        ReplayKey.of(issuer, token, registered),
        registered.expiresAt(),
        TokenTimes.acceptedUntil(registered, issuer),
        signer.keyId(),
        signer.keys().age());
  }

  private Issuer issuer(ObjectNode claims) throws TokenRejectedException {
    String url;
    try {
      url = RegisteredClaims.issuer(claims);
    } catch (MalformedException e) {
      throw new TokenRejectedException(TokenProblem.CLAIM, e.problem(), Optional.empty());
    }
    Issuer issuer = issuers.get(url);
    if (issuer == null) {
      String detail = "issuer " + Texts.bounded(url, MAX_ISSUER_SHOWN) + "; expected a known one";
      throw new TokenRejectedException(TokenProblem.UNKNOWN_ISSUER, detail, Optional.empty());
    }
    if (!issuer.enabled()) {
      throw rejected(TokenProblem.DISABLED_ISSUER, "the policy has switched it off", issuer);
    }
    return issuer;
  }

  private static RegisteredClaims registered(ObjectNode claims, Issuer issuer)
      throws TokenRejectedException {
    try {
      return RegisteredClaims.of(claims);
    } catch (MalformedException e) {
      throw rejected(TokenProblem.CLAIM, e.problem(), issuer);
    }
  }

  private static ObjectNode policyClaims(ObjectNode claims, Issuer issuer)
      throws TokenRejectedException {
    try {
      return PolicyClaims.of(claims, issuer);
    } catch (MalformedException e) {
      throw rejected(TokenProblem.CLAIM, e.problem(), issuer);
    }
  }

  private Signer signer(Issuer issuer, IdToken token)
      throws TokenRejectedException, KeysUnavailableException {
    KeySource.Keys found = keys.find(issuer, token);
    Optional<Signer> signer = Signer.among(found, token);
    if (signer.isEmpty() && !found.keys().isEmpty()) {
      KeySource.Keys fresh = keys.refreshed(issuer, token);
      signer = fresh.keys().equals(found.keys()) ? signer : Signer.among(fresh, token);
      found = fresh;
    }
    if (signer.isEmpty()) {
      throw unverified(found.keys(), token, issuer);
    }
    return signer.get();
  }

  private static TokenRejectedException unverified(List<JWK> keys, IdToken token, Issuer issuer) {
    if (keys.isEmpty()) {
      return rejected(TokenProblem.UNKNOWN_KEY, "no such key; expected one of its set", issuer);
    }
    if (keys.stream().noneMatch(key -> Signatures.fits(key, token.algorithm()))) {
      return rejected(TokenProblem.ALGORITHM, "it does not fit the key of that id", issuer);
    }
    return rejected(TokenProblem.SIGNATURE, "no key of that id made the signature", issuer);
  }

  private String expected(Issuer issuer) {
    return issuer.audience().expected(audience);
  }

  private static TokenRejectedException rejected(
      TokenProblem problem, String detail, Issuer issuer) {
    return new TokenRejectedException(problem, detail, Optional.of(issuer.id()));
  }
}
