package dev.storekeeper.identity;

import java.util.Optional;

/** How the {@code aud} claim of an issuer's tokens is checked; every comparison is exact. */
public sealed interface AudienceMode {
  /** The policy's audience is the only one: as text, or as a list of one. The default. */
  record Exact() implements AudienceMode {}

  /** The policy's audience is among the token's; {@code azp}, where present, must be it too. */
  record Contains() implements AudienceMode {}

  /**
   * The issuer cannot be asked for an audience of ours, so another constant is the only one.
   *
   * @param value the constant
   */
  record Constant(String value) implements AudienceMode {}

  /** What this mode expects, given the policy's audience. */
  default String expected(String audience) {
    return this instanceof Constant(String value) ? value : audience;
  }

  /** The mode for a policy's words; absent for a value that has none. */
  static Optional<AudienceMode> of(String word) {
    return switch (word) {
      case "exact" -> Optional.of(new Exact());
      case "contains" -> Optional.of(new Contains());
      default -> Optional.empty();
    };
  }
}
