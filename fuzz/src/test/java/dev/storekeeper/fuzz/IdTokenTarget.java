package dev.storekeeper.fuzz;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.storekeeper.identity.IdToken;
import dev.storekeeper.identity.TokenRejectedException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * The envelope of ID tokens: any text is a token or is refused, and what is taken is canonical (its
 * parts encode to the same text again) and means the same to an ordinary JSON parser.
 */
public final class IdTokenTarget {
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

  private IdTokenTarget() {}

  /** Entry point of the fuzzer. */
  public static void fuzzerTestOneInput(byte[] input) {
    boolean _ = accepts(input);
  }

  static boolean accepts(byte[] input) {
    String compact = TokenText.of(input);
    IdToken token;
    try {
      token = IdToken.parse(compact);
    } catch (TokenRejectedException _) {
      return false;
    }
    require(compact.length() <= IdToken.MAX_CHARACTERS, "a token beyond the bound was taken");
    List<byte[]> parts = parts(compact);
    require(encoded(parts).equals(compact), "a token that is not canonical was taken");
    require(
        read(parts.get(0)).path("alg").asText().equals(token.algorithm().name()),
        "the algorithm is not the header's");
    require(
        token.claims().equals(IdTokenTarget::compareNumbers, read(parts.get(1))),
        "the claims are not those of the text");
    return true;
  }

  private static List<byte[]> parts(String compact) {
    List<byte[]> parts = new ArrayList<>();
    for (String part : compact.split("\\.", -1)) {
      parts.add(Base64.getUrlDecoder().decode(part));
    }
    return parts;
  }

  private static String encoded(List<byte[]> parts) {
    return String.join(
        ".", parts.stream().map(Base64.getUrlEncoder().withoutPadding()::encodeToString).toList());
  }

  private static JsonNode read(byte[] json) {
    try {
      return JSON.readTree(new String(json, StandardCharsets.UTF_8));
    } catch (JsonProcessingException e) {
      throw new AssertionError("a token without JSON was taken", e);
    }
  }

  /** Numbers by their value, for 0 is 0.0; all else as it is. */
  private static int compareNumbers(JsonNode one, JsonNode other) {
    if (one.isNumber() && other.isNumber()) {
      return one.decimalValue().compareTo(other.decimalValue());
    }
    return one.equals(other) ? 0 : 1;
  }

  private static void require(boolean condition, String finding) {
    if (!condition) {
      throw new AssertionError(finding);
    }
  }
}
