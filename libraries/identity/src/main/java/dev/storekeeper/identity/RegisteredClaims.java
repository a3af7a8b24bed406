package dev.storekeeper.identity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The claims that every ID token has (RFC 7519 section 4.1, OpenID Connect Core section 2), of the
 * right types; whether they are acceptable is not asked here.
 *
 * @param audiences at least one
 * @param tokenId the {@code jti}; an empty one counts as absent
 */
record RegisteredClaims(
    List<String> audiences,
    Optional<String> authorizedParty,
    Instant expiresAt,
    Instant issuedAt,
    Optional<Instant> notBefore,
    Optional<String> tokenId) {
  /** Their types in every dictionary. */
  static final Map<String, ClaimType> TYPES =
      Map.of(
          "iss", ClaimType.TEXT,
          "sub", ClaimType.TEXT,
          "aud", ClaimType.LIST,
          "azp", ClaimType.TEXT,
          "exp", ClaimType.INTEGER,
          "iat", ClaimType.INTEGER,
          "nbf", ClaimType.INTEGER,
          "jti", ClaimType.TEXT);

  private static final long MAX_SECONDS = 1L << 40;

  static RegisteredClaims of(ObjectNode claims) throws MalformedException {
    text(claims, "sub");
    return new RegisteredClaims(
        audiences(claims.path("aud")),
        optionalText(claims, "azp"),
        time(claims, "exp"),
        time(claims, "iat"),
        claims.has("nbf") ? Optional.of(time(claims, "nbf")) : Optional.empty(),
        optionalText(claims, "jti").filter(id -> !id.isEmpty()));
  }

  /** The issuer, which alone is needed before anything else can be said. */
  static String issuer(ObjectNode claims) throws MalformedException {
    return text(claims, "iss");
  }

  private static String text(ObjectNode claims, String name) throws MalformedException {
    JsonNode value = claims.path(name);
    if (!value.isTextual() || value.asText().isEmpty()) {
      throw expected(name, value, "text");
    }
    return value.asText();
  }

  private static Optional<String> optionalText(ObjectNode claims, String name)
      throws MalformedException {
    JsonNode value = claims.path(name);
    if (!value.isMissingNode() && !value.isTextual()) {
      throw expected(name, value, "text");
    }
    return value.isMissingNode() ? Optional.empty() : Optional.of(value.asText());
  }

  private static Instant time(ObjectNode claims, String name) throws MalformedException {
    JsonNode value = claims.path(name);
    boolean whole = value.isIntegralNumber() && value.canConvertToLong();
    if (!whole || value.longValue() <= 0 || value.longValue() > MAX_SECONDS) {
      throw expected(name, value, "a whole number of seconds since 1970");
    }
    return Instant.ofEpochSecond(value.longValue());
  }

  private static List<String> audiences(JsonNode value) throws MalformedException {
    List<String> audiences = new ArrayList<>();
    for (JsonNode audience : value.isArray() ? value : List.of(value)) {
      if (!audience.isTextual() || audience.asText().isEmpty()) {
        throw expected("aud", value, "a text or a list of texts");
      }
      audiences.add(audience.asText());
    }
    if (audiences.isEmpty()) {
      throw expected("aud", value, "a text or a list of texts");
    }
    return List.copyOf(audiences);
  }

  private static MalformedException expected(String name, JsonNode found, String expected) {
    String type = found.isMissingNode() ? "missing" : "unfit, of type " + found.getNodeType();
    return new MalformedException(name + " is " + type + "; expected " + expected);
  }
}
