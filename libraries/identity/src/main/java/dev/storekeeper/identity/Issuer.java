package dev.storekeeper.identity;

import dev.storekeeper.policy.EventPattern;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * A party whose ID tokens are taken.
 *
 * @param id its name in the policy
 * @param preset what is known of this kind of CI
 * @param url the exact {@code iss} of its tokens
 * @param algorithms the algorithms that its tokens may use, at least one
 * @param audience how {@code aud} is checked
 * @param require a pattern that its claims must match besides what statements ask
 * @param replay how often one of its tokens may be exchanged
 * @param keys where its keys come from
 * @param maxLifetime the longest time from {@code iat} to {@code exp}
 * @param maxAge the longest time since {@code iat}
 * @param claims claims that its tokens have besides those of the preset, all of them texts
 * @param triggers triggers that the preset denies and this issuer admits
 * @param enabled false refuses all of its tokens
 */
public record Issuer(
    String id,
    Preset preset,
    String url,
    Set<Algorithm> algorithms,
    AudienceMode audience,
    Optional<EventPattern> require,
    Replay replay,
    KeyLocation keys,
    Duration maxLifetime,
    Duration maxAge,
    Set<String> claims,
    Set<String> triggers,
    boolean enabled) {
  public Issuer {
    algorithms = Set.copyOf(algorithms);
    claims = Set.copyOf(claims);
    triggers = Set.copyOf(triggers);
  }

  /** What type a claim has by the preset's dictionary or as one of the issuer's own claims. */
  public Optional<ClaimType> type(String claim) {
    return preset
        .type(claim)
        .or(() -> Optional.of(ClaimType.TEXT).filter(type -> claims.contains(claim)));
  }
}
