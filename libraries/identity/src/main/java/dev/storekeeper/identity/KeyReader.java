package dev.storekeeper.identity;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jose.Algorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.util.Base64URL;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads one key of a key set (RFC 7517 section 4): public, for signatures, of a sound size, on a
 * curve that is used here. Only what verifying needs is taken; certificates and their addresses are
 * not looked at.
 */
final class KeyReader {
  private static final List<String> PRIVATE = List.of("d", "p", "q", "dp", "dq", "qi", "oth", "k");
  private static final int MIN_RSA_BITS = 2048;
  private static final int MAX_RSA_BITS = 8192;
  private static final int MAX_EXPONENT_BITS = 33;
  private static final int MAX_ID = 256;
  private static final Set<Curve> CURVES = Set.of(Curve.P_256, Curve.P_384);

  private final JsonNode json;

  private KeyReader(JsonNode json) {
    this.json = json;
  }

  /** The key; absent if it is not fit. */
  static Optional<JWK> read(JsonNode json) {
    KeyReader reader = new KeyReader(json);
    return reader.isForVerifying() ? reader.key() : Optional.empty();
  }

  private boolean isForVerifying() {
    JsonNode operations = json.path("key_ops");
    boolean verifies =
        operations.isMissingNode()
            || operations.valueStream().anyMatch(operation -> operation.asText().equals("verify"));
    return verifies
        && PRIVATE.stream().noneMatch(json::has)
        && (!json.has("use") || json.path("use").asText().equals("sig"))
        && Stream.of("kid", "alg").allMatch(this::isAbsentOrText);
  }

  private boolean isAbsentOrText(String member) {
    JsonNode value = json.path(member);
    String text = value.asText();
    return value.isMissingNode()
        || (value.isTextual()
            && !text.isEmpty()
            && text.length() <= MAX_ID
            && Texts.isPrintableAscii(text));
  }

  private Optional<JWK> key() {
    return switch (json.path("kty").asText()) {
      case "RSA" -> rsa();
      case "EC" -> ec();
      case "OKP" -> okp();
      default -> Optional.empty();
    };
  }

  private Optional<JWK> rsa() {
    BigInteger modulus = number("n");
    BigInteger exponent = number("e");
    boolean sound =
        modulus.bitLength() >= MIN_RSA_BITS
            && modulus.bitLength() <= MAX_RSA_BITS
            && modulus.testBit(0)
            && exponent.testBit(0)
            && exponent.compareTo(BigInteger.valueOf(3)) >= 0
            && exponent.bitLength() <= MAX_EXPONENT_BITS;
    return sound
        ? Optional.of(
            new RSAKey.Builder(Base64URL.encode(modulus), Base64URL.encode(exponent))
                .keyID(id())
                .algorithm(algorithm())
                .build())
        : Optional.empty();
  }

  private Optional<JWK> ec() {
    Curve curve = Curve.parse(json.path("crv").asText("none"));
    if (!CURVES.contains(curve)) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new ECKey.Builder(curve, text("x"), text("y"))
              .keyID(id())
              .algorithm(algorithm())
              .build());
    } catch (IllegalArgumentException | IllegalStateException _) {
      // Nimbus says so of a point that is not on the curve.
      return Optional.empty();
    }
  }

  private Optional<JWK> okp() {
    boolean sound =
        json.path("crv").asText().equals("Ed25519")
            && text("x").decode().length == Ed25519.KEY_BYTES;
    return sound
        ? Optional.of(
            new OctetKeyPair.Builder(Curve.Ed25519, text("x"))
                .keyID(id())
                .algorithm(algorithm())
                .build())
        : Optional.empty();
  }

  /** Unsigned whatever its first bit, so that a leading zero byte does no harm. */
  private BigInteger number(String member) {
    return text(member).decodeToBigInteger();
  }

  private Base64URL text(String member) {
    return new Base64URL(json.path(member).asText());
  }

  private @Nullable String id() {
    return json.has("kid") ? json.path("kid").asText() : null;
  }

  private @Nullable Algorithm algorithm() {
    return json.has("alg") ? new Algorithm(json.path("alg").asText()) : null;
  }
}
