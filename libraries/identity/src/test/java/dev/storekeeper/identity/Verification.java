package dev.storekeeper.identity;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.nimbusds.jose.jwk.JWK;
import java.util.List;

/** An issuer with its keys, and what it takes to verify its tokens. */
final class Verification {
  static final String AUDIENCE = "https://tokens.example.com";
  static final TokenMint MINT = TokenMint.create("key-1");

  private final MutableClock clock = new MutableClock();
  private final Issuer issuer;
  private final TokenVerifier verifier;

  Verification(Issuer issuer, JWK... keys) {
    this.issuer = issuer;
    KeySet set = new KeySet(List.of(keys));
    IssuerKeys source = new IssuerKeys(List.of(issuer), _ -> set, clock, Runnable::run, _ -> {});
    this.verifier = new TokenVerifier(List.of(issuer), AUDIENCE, source, clock);
  }

  /** Of GitHub's tokens, signed by {@link #MINT}. */
  static Verification github() {
    return new Verification(Issuers.github().build(), MINT.publicKey());
  }

  VerifiedToken verify(String compact) throws TokenRejectedException, KeysUnavailableException {
    return verifier.verify(IdToken.parse(compact));
  }

  MutableClock clock() {
    return clock;
  }

  /** Claims as GitHub's, issued now for five minutes. */
  ObjectNode claims() {
    long now = clock.instant().getEpochSecond();
    return JsonNodeFactory.instance
        .objectNode()
        .put("iss", issuer.url())
        .put("sub", "repo:octo-org/octo-repo:ref:refs/heads/main")
        .put("aud", AUDIENCE)
        .put("iat", now)
        .put("nbf", now - 600)
        .put("exp", now + 300)
        .put("jti", "7fd4cbdb-0d5a-4b7a-a66a-0e3c1f6b1a6b")
        .put("repository", "octo-org/octo-repo")
        .put("repository_id", "74")
        .put("repository_owner", "octo-org")
        .put("repository_owner_id", "65")
        .put("ref", "refs/heads/main")
        .put("event_name", "push")
        .put("run_id", "30433642")
        .put("run_attempt", "2");
  }
}
