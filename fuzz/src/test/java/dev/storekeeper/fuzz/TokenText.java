package dev.storekeeper.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;

/**
 * Tokens out of a fuzzer's input. An input that begins with a brace is a token in the clear: a line
 * with the header, lines with the claims, and a last line with the signature as it is to be
 * written. The fuzzer can then change JSON instead of base64url. Any other input is the token's
 * text, one character a byte.
 */
final class TokenText {
  private TokenText() {}

  static String of(byte[] input) {
    String text = new String(input, StandardCharsets.ISO_8859_1);
    int headerEnd = text.indexOf('\n');
    int claimsEnd = text.lastIndexOf('\n');
    if (!text.startsWith("{") || headerEnd == claimsEnd) {
      return text;
    }
    return encoded(input, 0, headerEnd)
        + "."
        + encoded(input, headerEnd + 1, claimsEnd)
        + "."
        + text.substring(claimsEnd + 1);
  }

  private static String encoded(byte[] input, int start, int end) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(Arrays.copyOfRange(input, start, end));
  }
}
