package dev.storekeeper.identity;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

/** Base64url without padding (RFC 7515 section 2), one spelling for each value. */
final class Base64Url {
  private Base64Url() {}

  /** The bytes; absent unless encoding them again gives the same text. */
  static Optional<byte[]> decode(String text) {
    byte[] bytes;
    try {
      bytes = Base64.getUrlDecoder().decode(text);
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
    byte[] again = Base64.getUrlEncoder().withoutPadding().encode(bytes);
    return Arrays.equals(again, text.getBytes(StandardCharsets.UTF_8))
        ? Optional.of(bytes)
        : Optional.empty();
  }
}
