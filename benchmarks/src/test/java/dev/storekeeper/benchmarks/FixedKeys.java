package dev.storekeeper.benchmarks;

import com.nimbusds.jose.jwk.JWK;
import dev.storekeeper.identity.IdToken;
import dev.storekeeper.identity.Issuer;
import dev.storekeeper.identity.KeySource;
import java.time.Duration;
import java.util.List;

/** One key in memory: what a warm function has. */
record FixedKeys(JWK key) implements KeySource {
  @Override
  public Keys find(Issuer issuer, IdToken token) {
    return new Keys(List.of(key), Duration.ZERO);
  }

  @Override
  public Keys refreshed(Issuer issuer, IdToken token) {
    return find(issuer, token);
  }
}
