package dev.storekeeper.trust;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.storekeeper.identity.ClaimType;
import dev.storekeeper.identity.Issuer;
import dev.storekeeper.identity.VerifiedToken;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** Makes tokens from claims that nobody has verified, for trying a policy out and nothing else. */
public final class SampleTokens {
  private SampleTokens() {}

  /**
   * A token with exactly these claims, as policies see them.
   *
   * @param claims the claims as they stand in a token
   */
  public static VerifiedToken of(Issuer issuer, ObjectNode claims) {
    ObjectNode seen = JsonNodeFactory.instance.objectNode();
    claims
        .properties()
        .forEach(claim ->
            seen(issuer, claim.getKey(), claim.getValue())
                .ifPresent(value -> seen.set(claim.getKey(), value)));
    return new VerifiedToken(
        issuer,
        seen,
        Map.of(),
        "0".repeat(64),
        Instant.EPOCH,
        Instant.EPOCH,
        "none",
        Duration.ZERO);
  }

  private static Optional<JsonNode> seen(Issuer issuer, String name, JsonNode value) {
    if (value.isNull()) {
      return Optional.empty();
    }
    ClaimType type = new ClaimDictionary(issuer).type(name).orElse(ClaimType.TEXT);
    boolean becomesText =
        (type == ClaimType.BOOLEAN && value.isBoolean())
            || (type == ClaimType.INTEGER && value.isIntegralNumber());
    return Optional.of(becomesText ? JsonNodeFactory.instance.textNode(value.asText()) : value);
  }
}
