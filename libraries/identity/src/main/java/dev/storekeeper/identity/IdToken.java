package dev.storekeeper.identity;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * An ID token taken apart and checked for its shape alone: compact JWS (RFC 7515 section 7.1) in
 * canonical base64url, strict JSON, an allowed header. Nothing in it is true yet. Never shows its
 * content.
 */
public final class IdToken {
  /** The longest token, in characters. */
  public static final int MAX_CHARACTERS = 16_384;

  private final TokenHeader header;
  private final ObjectNode claims;
  private final String signingInput;
  private final byte[] signature;

  private IdToken(TokenHeader header, ObjectNode claims, String signingInput, byte[] signature) {
    this.header = header;
    this.claims = claims;
    this.signingInput = signingInput;
    this.signature = signature;
  }

  /**
   * Takes a token apart.
   *
   * @throws TokenRejectedException with {@link TokenProblem#ENVELOPE}, {@link TokenProblem#HEADER}
   *     or {@link TokenProblem#PAYLOAD}
   */
  public static IdToken parse(String compact) throws TokenRejectedException {
    if (compact.length() > MAX_CHARACTERS) {
      throw envelope("more than " + MAX_CHARACTERS + " characters; expected less");
    }
    String[] parts = compact.split("\\.", -1);
    if (parts.length != 3) {
      throw envelope(parts.length + " parts; expected three, a compact JWS");
    }
    byte[] header = decode(parts[0], "header");
    byte[] payload = decode(parts[1], "payload");
    byte[] signature = decode(parts[2], "signature");
    return new IdToken(header(header), payload(payload), parts[0] + "." + parts[1], signature);
  }

  /** The header's algorithm, one of {@link Algorithm}'s. */
  public Algorithm algorithm() {
    return header.algorithm();
  }

  /** The header's key id. */
  public Optional<String> keyId() {
    return header.keyId();
  }

  /** The claims as a copy; nobody has vouched for them. */
  public ObjectNode claims() {
    return claims.deepCopy();
  }

  /** The bytes that are signed. */
  byte[] signingInput() {
    return signingInput.getBytes(StandardCharsets.US_ASCII);
  }

  byte[] signature() {
    return signature.clone();
  }

  /** Never the content. */
  @Override
  public String toString() {
    return "ID token";
  }

  private static byte[] decode(String part, String name) throws TokenRejectedException {
    return Base64Url.decode(part)
        .filter(bytes -> bytes.length > 0)
        .orElseThrow(() -> envelope("a " + name + " that is empty or no canonical base64url"));
  }

  private static TokenHeader header(byte[] json) throws TokenRejectedException {
    try {
      return TokenHeader.of(json);
    } catch (MalformedException e) {
      throw new TokenRejectedException(TokenProblem.HEADER, e.problem(), Optional.empty());
    }
  }

  private static ObjectNode payload(byte[] json) throws TokenRejectedException {
    try {
      return Payload.of(json);
    } catch (MalformedException e) {
      throw new TokenRejectedException(TokenProblem.PAYLOAD, e.problem(), Optional.empty());
    }
  }

  private static TokenRejectedException envelope(String detail) {
    return new TokenRejectedException(TokenProblem.ENVELOPE, detail, Optional.empty());
  }
}
