package dev.storekeeper.identity;

import java.util.List;

/** Whether a token is for us. */
final class Audiences {
  private Audiences() {}

  /** Whether a token's {@code aud} and {@code azp} are what a mode expects. */
  static boolean match(AudienceMode mode, String audience, RegisteredClaims claims) {
    String expected = mode.expected(audience);
    return switch (mode) {
      case AudienceMode.Exact() -> claims.audiences().equals(List.of(expected));
      case AudienceMode.Constant(_) -> claims.audiences().equals(List.of(expected));
      case AudienceMode.Contains() ->
          claims.audiences().contains(expected)
              && claims.authorizedParty().stream().allMatch(expected::equals);
    };
  }
}
