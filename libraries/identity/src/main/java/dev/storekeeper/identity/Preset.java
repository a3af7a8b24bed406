package dev.storekeeper.identity;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What is known of a kind of CI, read from {@code presets/<name>.yaml} beside this class.
 *
 * @param name its name in policies, for example {@code github-actions}
 * @param title its name for people
 * @param verifiedOn the day, as {@code 2026-11-25}, on which the dictionary was last compared with
 *     the CI's documentation
 * @param issuer the {@code iss} of the public service; absent where every customer has its own
 * @param claims the dictionary: what type each claim has, the registered ones ({@code sub}, {@code
 *     aud} ...) included; a name that ends in {@code *} stands for all names that begin with the
 *     rest, see {@link #type}
 * @param replay how often a token may be exchanged unless the issuer says otherwise
 * @param tenantPins claims of which a statement must pin at least one by exact values, the issuer's
 *     {@code require} counted in; each entry is a set of claims that pin together
 * @param deniedTriggers claim, and values of it that are denied unless the issuer admits them
 * @param provenance neutral name (Fulcio's vocabulary: {@code source_repo_id}, {@code source_ref},
 *     {@code source_digest}, {@code trigger}, {@code build_signer}, {@code run_url}, {@code
 *     runner_environment} ...) to a claim's name, or to a template as {@code
 *     https://github.com/{repository}/actions/runs/{run_id}}
 * @param maxLifetime the longest time from {@code iat} to {@code exp} unless the issuer says
 *     otherwise
 */
public record Preset(
    String name,
    String title,
    String verifiedOn,
    Optional<String> issuer,
    Map<String, ClaimType> claims,
    Replay replay,
    List<Set<String>> tenantPins,
    Map<String, Set<String>> deniedTriggers,
    Map<String, String> provenance,
    Duration maxLifetime) {
  public Preset {
    claims = Map.copyOf(claims);
    tenantPins = List.copyOf(tenantPins);
    deniedTriggers = Map.copyOf(deniedTriggers);
    provenance = Map.copyOf(provenance);
  }

  /** What type a claim has by the dictionary: by its own name or else by a family of names. */
  public Optional<ClaimType> type(String claim) {
    Optional<ClaimType> own = Optional.ofNullable(claims.get(claim));
    return own.isPresent() ? own : family(claim);
  }

  private Optional<ClaimType> family(String claim) {
    return claims.entrySet().stream()
        .filter(entry -> entry.getKey().endsWith("*"))
        .filter(entry -> isMember(claim, entry.getKey()))
        .map(Map.Entry::getValue)
        .findFirst();
  }

  private static boolean isMember(String claim, String family) {
    int prefix = family.length() - 1;
    return claim.length() > prefix && claim.startsWith(family.substring(0, prefix));
  }
}
