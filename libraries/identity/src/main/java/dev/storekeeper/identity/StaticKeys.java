package dev.storekeeper.identity;

import com.nimbusds.jose.jwk.JWK;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Keys that the policy itself holds. */
public final class StaticKeys {
  private final KeySet set;

  private StaticKeys(KeySet set) {
    this.set = set;
  }

  /**
   * Reads a key set (RFC 7517 section 5).
   *
   * @throws IllegalArgumentException as {@link #problem} says
   */
  static StaticKeys of(Issuer issuer, String jwks) {
    try {
      return new StaticKeys(KeySet.read(jwks.getBytes(StandardCharsets.UTF_8)));
    } catch (MalformedException e) {
      throw new IllegalArgumentException(
          "the keys of issuer " + issuer.id() + ": " + e.problem(), e);
    }
  }

  /** What is wrong with a key set that a policy holds; absent if it can be used. */
  public static Optional<String> problem(String jwks) {
    try {
      KeySet.read(jwks.getBytes(StandardCharsets.UTF_8));
      return Optional.empty();
    } catch (MalformedException e) {
      return Optional.of(e.problem());
    }
  }

  /** The keys of a token's key id; without one the only key, since the policy names just that. */
  KeySource.Keys find(IdToken token) {
    List<JWK> keys =
        token.keyId().isPresent()
            ? set.withId(token.keyId().get())
            : set.single().stream().toList();
    return new KeySource.Keys(keys, Duration.ZERO);
  }
}
