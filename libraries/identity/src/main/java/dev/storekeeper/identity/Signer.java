package dev.storekeeper.identity;

import com.nimbusds.jose.jwk.JWK;
import java.util.Optional;

/**
 * The key that made a token's signature.
 *
 * @param keyId its id, or for a key without one that the policy holds, {@code static}
 * @param keys the keys it was found among
 */
record Signer(String keyId, KeySource.Keys keys) {
  /** Tries each key that fits the token's algorithm. */
  static Optional<Signer> among(KeySource.Keys keys, IdToken token) {
    return keys.keys().stream()
        .filter(key -> Signatures.fits(key, token.algorithm()))
        .filter(key -> Signatures.verify(key, token))
        .findFirst()
        .map(key -> new Signer(id(key), keys));
  }

  private static String id(JWK key) {
    return Optional.ofNullable(key.getKeyID()).orElse("static");
  }
}
