package dev.storekeeper.sandbox.runtime.identity;

import com.fasterxml.jackson.databind.JsonNode;
import dev.storekeeper.sandbox.runtime.AwsException;
import dev.storekeeper.sandbox.runtime.sts.WebIdentities.WebIdentity;
import java.time.Clock;
import java.util.List;

/** Checks tokens as STS does: issuer, signature, life time, subject and audience. */
final class TokenCheck {
  private final List<Provider> providers;
  private final Clock clock;

  TokenCheck(List<Provider> providers, Clock clock) {
    this.providers = List.copyOf(providers);
    this.clock = clock;
  }

  WebIdentity verify(String token) {
    Jwt jwt = Jwt.parse(token).orElseThrow(() -> invalid("The ID Token provided is not a JWT"));
    JsonNode claims = jwt.claims();
    String issuer = claims.path("iss").asText();
    Provider provider =
        providers.stream()
            .filter(each -> each.issuer().equals(issuer))
            .findFirst()
            .orElseThrow(
                () -> invalid("No OpenIDConnect provider found in your account for " + issuer));
    boolean signed =
        jwt.header().path("alg").asText().equals("RS256")
            && provider
                .keys()
                .published(jwt.header().path("kid").asText())
                .filter(key -> key.verifies(jwt.signed(), jwt.signature()))
                .isPresent();
    if (!signed) {
      throw invalid("Couldn't verify the signature with the provider's keys");
    }
    requireAlive(claims);
    return new WebIdentity(issuer, provider.name(), text(claims, "sub"), audience(claims));
  }

  private void requireAlive(JsonNode claims) {
    long now = clock.instant().getEpochSecond();
    if (!claims.path("exp").isIntegralNumber() || !claims.path("iat").isIntegralNumber()) {
      throw invalid("Missing a required claim: exp, iat");
    }
    if (claims.path("exp").asLong() <= now) {
      throw new AwsException(400, "ExpiredTokenException", "Token expired");
    }
    if (claims.path("nbf").asLong(0) > now) {
      throw invalid("Token is not valid yet");
    }
  }

  private static String audience(JsonNode claims) {
    JsonNode audience = claims.path("aud");
    boolean list = audience.isArray() && audience.size() == 1 && audience.path(0).isTextual();
    return list ? audience.path(0).asText() : text(claims, "aud");
  }

  private static String text(JsonNode claims, String name) {
    if (!claims.path(name).isTextual() || claims.path(name).asText().isEmpty()) {
      throw invalid("Missing a required claim: " + name);
    }
    return claims.path(name).asText();
  }

  private static AwsException invalid(String message) {
    return new AwsException(400, "InvalidIdentityToken", message);
  }
}
