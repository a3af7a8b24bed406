package dev.storekeeper.sandbox.codeartifact.catalog;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;

/** Opaque identifiers: random ones and such as follow from what they name. */
final class Identifiers {
  private static final int BYTES = 32;

  private final SecureRandom random = new SecureRandom();

  /** A new revision in the service's form: 44 characters of Base64. */
  String revision() {
    return Base64.getEncoder().encodeToString(bytes());
  }

  /** A new authorization token; in the service's form, it looks like a header with a version. */
  String token() {
    String secret = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes());
    String header = "{\"ver\":1,\"id\":\"" + secret + "\"}";
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(header.getBytes(StandardCharsets.UTF_8));
  }

  /** The SHA-256 of a text in lower-case hex. */
  static String sha256Hex(String text) {
    return HexFormat.of().formatHex(sha256(text));
  }

  /** The SHA-256 of a text in Base64. */
  static String sha256Base64(String text) {
    return Base64.getEncoder().encodeToString(sha256(text));
  }

  private byte[] bytes() {
    byte[] bytes = new byte[BYTES];
    random.nextBytes(bytes);
    return bytes;
  }

  private static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("This Java has no SHA-256", e);
    }
  }
}
