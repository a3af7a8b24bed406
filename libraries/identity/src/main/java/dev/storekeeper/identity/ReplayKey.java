package dev.storekeeper.identity;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * What tells a token from all others, whatever bytes it arrives in. Never made of the signature:
 * anybody can turn an ECDSA signature into another valid one.
 */
final class ReplayKey {
  private static final byte TOKEN_ID = 0;
  private static final byte SIGNED_BYTES = 1;

  private ReplayKey() {}

  static String of(Issuer issuer, IdToken token, RegisteredClaims claims) {
    return claims
        .tokenId()
        .map(id -> digest(issuer, TOKEN_ID, id.getBytes(StandardCharsets.UTF_8)))
        .orElseGet(() -> digest(issuer, SIGNED_BYTES, token.signingInput()));
  }

  private static String digest(Issuer issuer, byte kind, byte[] content) {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      sha256.update(issuer.id().getBytes(StandardCharsets.UTF_8));
      sha256.update(kind);
      return HexFormat.of().formatHex(sha256.digest(content));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
