package dev.storekeeper.fuzz;

import dev.storekeeper.identity.Algorithm;
import dev.storekeeper.identity.AudienceMode;
import dev.storekeeper.identity.IdToken;
import dev.storekeeper.identity.Issuer;
import dev.storekeeper.identity.KeyLocation;
import dev.storekeeper.identity.KeysUnavailableException;
import dev.storekeeper.identity.Preset;
import dev.storekeeper.identity.Presets;
import dev.storekeeper.identity.TokenRejectedException;
import dev.storekeeper.identity.TokenVerifier;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Verification with a fixed set of keys: nothing is taken but the valid seeds themselves, character
 * by character. ES256 alone allows a second signature of the same bytes (s and n-s), which nobody
 * meets by chance.
 */
public final class TokenVerifierTarget {
  private static final Instant NOW = Instant.parse("2026-11-25T12:00:10Z");
  private static final Set<String> SEEDS = seeds();
  private static final TokenVerifier VERIFIER =
      new TokenVerifier(
          List.of(issuer()), "storekeeper", FixedKeys.load(), Clock.fixed(NOW, ZoneOffset.UTC));

  private TokenVerifierTarget() {}

  /** Entry point of the fuzzer. */
  public static void fuzzerTestOneInput(byte[] input) {
    boolean _ = accepts(input);
  }

  static boolean accepts(byte[] input) {
    String compact = TokenText.of(input);
    try {
      var _ = VERIFIER.verify(IdToken.parse(compact));
    } catch (TokenRejectedException _) {
      return false;
    } catch (KeysUnavailableException e) {
      throw new AssertionError("keys in memory are always available", e);
    }
    if (!SEEDS.contains(compact)) {
      throw new AssertionError("a token that nobody signed was taken: " + compact);
    }
    return true;
  }

  private static Set<String> seeds() {
    return Corpus.files(TokenVerifierTarget.class).stream()
        .filter(file -> Corpus.is(file, Corpus.VALID))
        .map(file -> TokenText.of(Corpus.read(file)))
        .collect(Collectors.toUnmodifiableSet());
  }

  private static Issuer issuer() {
    Preset preset = Presets.find("github-actions").orElseThrow();
    return new Issuer(
        "github",
        preset,
        "https://token.actions.githubusercontent.com",
        Set.of(Algorithm.RS256, Algorithm.ES256, Algorithm.EdDSA),
        new AudienceMode.Exact(),
        Optional.empty(),
        preset.replay(),
        new KeyLocation.Discovery(Set.of()),
        Duration.ofHours(1),
        Duration.ofHours(1),
        Set.of(),
        Set.of(),
        true);
  }
}
