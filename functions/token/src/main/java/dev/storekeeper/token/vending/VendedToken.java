package dev.storekeeper.token.vending;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * A CodeArtifact token.
 *
 * @param secret the token itself; unreserved characters of RFC 3986, + and = only, so that it can
 *     stand in URLs and files as it is
 * @param expiresAt when it ends
 */
public record VendedToken(String secret, Instant expiresAt) {
  private static final Pattern SYNTAX = Pattern.compile("[A-Za-z0-9._~+=-]{16,16384}");

  public VendedToken {
    if (!SYNTAX.matcher(secret).matches()) {
      throw new IllegalArgumentException(
          "CodeArtifact's token has characters that no tool's file can take, or an odd length");
    }
  }

  /** The token's SHA-256 in hexadecimal digits. */
  public String sha256() {
    try {
      byte[] bytes = secret.getBytes(StandardCharsets.US_ASCII);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** Never the token. */
  @Override
  public String toString() {
    return "token until " + expiresAt;
  }
}
