package dev.storekeeper.identity;

import com.nimbusds.jose.jwk.JWK;
import java.time.Duration;
import java.util.List;

/** The signing keys of issuers. Implementations are safe for use by many threads. */
public interface KeySource {
  /**
   * The keys of an issuer that a token may have been signed with.
   *
   * @param token the token whose header names the key
   * @return keys fit for verifying, at most four; empty if the issuer has none of this id
   * @throws KeysUnavailableException if the issuer's keys cannot be had and no copy is fresh enough
   */
  Keys find(Issuer issuer, IdToken token) throws KeysUnavailableException;

  /**
   * Fetches an issuer's keys anew after a signature that did not verify, in case a key changed
   * under its id; at most once in the cooldown.
   *
   * @return the keys, or those of before if nothing was fetched
   */
  Keys refreshed(Issuer issuer, IdToken token) throws KeysUnavailableException;

  /**
   * Keys and their age.
   *
   * @param keys the keys
   * @param age how long ago they were fetched; zero for static keys
   */
  record Keys(List<JWK> keys, Duration age) {
    public Keys {
      keys = List.copyOf(keys);
    }
  }
}
