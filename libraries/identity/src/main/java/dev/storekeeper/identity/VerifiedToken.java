package dev.storekeeper.identity;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/**
 * An ID token whose signature, times and audience are verified.
 *
 * @param issuer who issued it
 * @param claims its claims as policies see them: by the issuer's dictionary booleans and whole
 *     numbers have become text, nulls are gone, and everything else is as it was; not to be changed
 * @param provenance the preset's neutral names with their values, those that the token has
 * @param replayKey what is the same for every presentation of the same token and for no other one:
 *     64 hexadecimal digits, from issuer and {@code jti}, or else from the signed bytes
 * @param expiresAt the {@code exp} claim
 * @param acceptedUntil the instant from which on the token is refused, leeway included
 * @param keyId the key that it verified with
 * @param keyAge how long ago that key's set was fetched; zero for static keys
 */
public record VerifiedToken(
    Issuer issuer,
    ObjectNode claims,
    Map<String, String> provenance,
    String replayKey,
    Instant expiresAt,
    Instant acceptedUntil,
    String keyId,
    Duration keyAge) {
  public VerifiedToken {
    provenance = Map.copyOf(provenance);
  }

  /** Never the claims. */
  @Override
  public String toString() {
    return "token of " + issuer.id() + " " + replayKey.substring(0, 12);
  }
}
