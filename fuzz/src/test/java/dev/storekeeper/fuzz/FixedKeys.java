package dev.storekeeper.fuzz;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import dev.storekeeper.identity.IdToken;
import dev.storekeeper.identity.Issuer;
import dev.storekeeper.identity.KeySource;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.text.ParseException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The keys that the seeds are signed with, {@code keys.json}. Their private halves no longer exist,
 * so no other token can be valid.
 */
record FixedKeys(List<JWK> keys) implements KeySource {
  static FixedKeys load() {
    try (InputStream stream = FixedKeys.class.getResourceAsStream("keys.json")) {
      return new FixedKeys(JWKSet.load(Objects.requireNonNull(stream, "keys.json")).getKeys());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (ParseException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public Keys find(Issuer issuer, IdToken token) {
    return new Keys(
        keys.stream().filter(key -> token.keyId().equals(Optional.of(key.getKeyID()))).toList(),
        Duration.ZERO);
  }

  @Override
  public Keys refreshed(Issuer issuer, IdToken token) {
    return find(issuer, token);
  }
}
