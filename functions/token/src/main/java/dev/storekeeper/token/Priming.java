package dev.storekeeper.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import dev.storekeeper.identity.Algorithm;
import dev.storekeeper.identity.AudienceMode;
import dev.storekeeper.identity.IdToken;
import dev.storekeeper.identity.Issuer;
import dev.storekeeper.identity.IssuerKeys;
import dev.storekeeper.identity.KeyLocation;
import dev.storekeeper.identity.KeysUnavailableException;
import dev.storekeeper.identity.Preset;
import dev.storekeeper.identity.Presets;
import dev.storekeeper.identity.Replay;
import dev.storekeeper.identity.TokenRejectedException;
import dev.storekeeper.identity.TokenVerifier;
import dev.storekeeper.identity.VerifiedToken;
import dev.storekeeper.trust.AccessRequest;
import dev.storekeeper.trust.Decision;
import dev.storekeeper.trust.TrustPolicy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.crac.Core;
import org.crac.Resource;

/**
 * Verifies and decides once before SnapStart takes its snapshot, so that the first request after a
 * restore finds classes loaded and code compiled. The token is made up here and nobody's; nothing
 * is fetched.
 */
final class Priming implements Resource {
  private static final String ISSUER = "https://priming.invalid";
  private static final AccessRequest EVERYTHING =
      new AccessRequest(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          List.of(),
          List.of(),
          Optional.empty());

  private final TrustPolicy policy;
  private final Clock clock;

  private Priming(TrustPolicy policy, Clock clock) {
    this.policy = policy;
    this.clock = clock;
  }

  /** Has the runtime call it; outside SnapStart it never does. */
  static Priming register(TrustPolicy policy, Clock clock) {
    Priming priming = new Priming(policy, clock);
    Core.getGlobalContext().register(priming);
    return priming;
  }

  @Override
  public void beforeCheckpoint(org.crac.Context<? extends Resource> context) throws Exception {
    List<Decision> _ = run();
  }

  @Override
  public void afterRestore(org.crac.Context<? extends Resource> context) {}

  /**
   * Verifies a token of an issuer that no policy names, and has the policy decide for each of its
   * own issuers as if they had issued it. Nobody acts on the decisions.
   */
  List<Decision> run() throws JOSEException, TokenRejectedException, KeysUnavailableException {
    RSAKey key = new RSAKeyGenerator(2048).keyID("priming").generate();
    Issuer issuer = issuer(new JWKSet(key.toPublicJWK()).toString());
    TokenVerifier verifier =
        new TokenVerifier(
            List.of(issuer),
            policy.audience(),
            new IssuerKeys(List.of(issuer), clock, false, refresh -> {}),
            clock);
    VerifiedToken token = verifier.verify(IdToken.parse(token(key)));
    return policy.issuers().stream()
        .map(own -> policy.decide(issuedBy(own, token), EVERYTHING))
        .toList();
  }

  private static VerifiedToken issuedBy(Issuer issuer, VerifiedToken token) {
    return new VerifiedToken(
        issuer,
        token.claims(),
        token.provenance(),
        token.replayKey(),
        token.expiresAt(),
        token.acceptedUntil(),
        token.keyId(),
        token.keyAge());
  }

  private String token(RSAKey key) throws JOSEException {
    Instant now = clock.instant();
    JWSObject token =
        new JWSObject(
            new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.getKeyID()).build(),
            new Payload(
                Map.of(
                    "iss",
                    ISSUER,
                    "sub",
                    "priming",
                    "aud",
                    policy.audience(),
                    "jti",
                    "priming",
                    "iat",
                    now.getEpochSecond(),
                    "exp",
                    now.plusSeconds(60).getEpochSecond())));
    token.sign(new RSASSASigner(key));
    return token.serialize();
  }

  private static Issuer issuer(String jwks) {
    Preset preset =
        Presets.find("generic")
            .orElseThrow(() -> new IllegalStateException("the generic preset is missing"));
    return new Issuer(
        "priming",
        preset,
        ISSUER,
        Set.of(Algorithm.RS256),
        new AudienceMode.Exact(),
        Optional.empty(),
        Replay.singleUse(),
        new KeyLocation.Static(jwks),
        Duration.ofMinutes(10),
        Duration.ofMinutes(10),
        Set.of(),
        Set.of(),
        true);
  }
}
