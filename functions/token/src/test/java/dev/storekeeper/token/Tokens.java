package dev.storekeeper.token;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
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
import dev.storekeeper.identity.Issuer;
import dev.storekeeper.identity.KeyLocation;
import dev.storekeeper.identity.Presets;
import dev.storekeeper.identity.Replay;
import dev.storekeeper.identity.VerifiedToken;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** An issuer like GitHub, its tokens, and verified tokens made by hand. */
public final class Tokens {
  public static final String AUDIENCE = "storekeeper-test";
  public static final String ISSUER_URL = "https://token.actions.githubusercontent.com";

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final RSAKey KEY = key();

  private Tokens() {}

  public static Issuer issuer(int maxUses) {
    return new Issuer(
        "github",
        Presets.find("github-actions").orElseThrow(),
        ISSUER_URL,
        Set.of(Algorithm.RS256),
        new AudienceMode.Exact(),
        Optional.empty(),
        new Replay(maxUses),
        new KeyLocation.Static(new JWKSet(KEY.toPublicJWK()).toString()),
        Duration.ofMinutes(15),
        Duration.ofMinutes(15),
        Set.of(),
        Set.of(),
        true);
  }

  /** Claims of a job on the main branch. */
  public static ObjectNode claims(Instant now, String jti) {
    return JSON.createObjectNode()
        .put("iss", ISSUER_URL)
        .put("aud", AUDIENCE)
        .put("sub", "repo:octo-org/app:ref:refs/heads/main")
        .put("jti", jti)
        .put("iat", now.getEpochSecond())
        .put("exp", now.plusSeconds(300).getEpochSecond())
        .put("repository", "octo-org/app")
        .put("repository_id", "74")
        .put("repository_owner", "octo-org")
        .put("repository_owner_id", "65")
        .put("ref", "refs/heads/main")
        .put("event_name", "push")
        .put("run_id", "9001")
        .put("run_attempt", "1");
  }

  /** A token with these claims. */
  public static String sign(ObjectNode claims) {
    try {
      JWSObject token =
          new JWSObject(
              new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(KEY.getKeyID()).build(),
              new Payload(claims.toString()));
      token.sign(new RSASSASigner(KEY));
      return token.serialize();
    } catch (JOSEException e) {
      throw new AssertionError(e);
    }
  }

  /** A verified token with this replay key, which can be presented until an instant. */
  public static VerifiedToken verified(String replayKey, int maxUses, Instant acceptedUntil) {
    return new VerifiedToken(
        issuer(maxUses),
        claims(acceptedUntil.minusSeconds(330), "jti"),
        Map.of(
            "source_repo",
            "octo-org/app",
            "run_url",
            "https://github.com/octo-org/app/actions/runs/9001/attempts/1"),
        replayKey,
        acceptedUntil.minusSeconds(30),
        acceptedUntil,
        "key-1",
        Duration.ZERO);
  }

  private static RSAKey key() {
    try {
      return new RSAKeyGenerator(2048).keyID("key-1").generate();
    } catch (JOSEException e) {
      throw new AssertionError(e);
    }
  }
}
