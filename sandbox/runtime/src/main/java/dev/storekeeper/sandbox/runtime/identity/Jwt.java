package dev.storekeeper.sandbox.runtime.identity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/**
 * A token in the compact form of RFC 7515, taken apart but not yet verified.
 *
 * @param header its header
 * @param claims its claims
 * @param signed what the signature is over
 * @param signature the signature
 */
record Jwt(JsonNode header, JsonNode claims, byte[] signed, byte[] signature) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int MAX_LENGTH = 20_000;

  /** Signs claims. */
  static String sign(JsonNode header, JsonNode claims, SigningKey key) {
    String input = encode(bytes(header)) + "." + encode(bytes(claims));
    return input + "." + encode(key.sign(input.getBytes(StandardCharsets.US_ASCII)));
  }

  /** Takes a token apart; empty if it is none. */
  static Optional<Jwt> parse(String token) {
    String[] parts = token.split("\\.", -1);
    if (parts.length != 3 || token.length() > MAX_LENGTH) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new Jwt(
              JSON.readTree(decode(parts[0])),
              JSON.readTree(decode(parts[1])),
              (parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII),
              decode(parts[2])));
    } catch (IOException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static byte[] bytes(JsonNode json) {
    return json.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static String encode(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private static byte[] decode(String text) {
    return Base64.getUrlDecoder().decode(text);
  }

  @Override
  public String toString() {
    return "a token of " + claims.path("iss").asText();
  }
}
