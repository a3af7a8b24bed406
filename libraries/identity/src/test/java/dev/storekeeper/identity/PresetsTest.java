package dev.storekeeper.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.storekeeper.policy.PolicyException;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PresetsTest {
  private static final Set<String> NEUTRAL =
      Set.of(
          "source_repo",
          "source_repo_id",
          "source_owner",
          "source_owner_id",
          "source_ref",
          "source_digest",
          "source_visibility",
          "build_signer",
          "build_signer_digest",
          "build_config",
          "build_config_digest",
          "trigger",
          "environment",
          "actor",
          "actor_id",
          "run_id",
          "run_url",
          "runner_environment");

  private static Stream<Preset> all() {
    return Presets.names().stream().map(name -> Presets.find(name).orElseThrow());
  }

  @Test
  void theNamesAreSortedAndEachHasItsPreset() {
    assertThat(Presets.names()).isSorted().hasSize(11);
    assertThat(all().map(Preset::name)).isEqualTo(Presets.names());
  }

  @Test
  void anotherNameHasNone() {
    assertThat(Presets.find("../presets/gitlab")).isEmpty();
    assertThat(Presets.find("GitLab")).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("all")
  void aPresetSpeaksOfItsDictionaryOnly(Preset preset) {
    assertThat(preset.tenantPins()).isNotEmpty().doesNotContain(Set.of());
    preset.tenantPins().forEach(pin -> assertThat(pin).allMatch(claim -> knows(preset, claim)));
    assertThat(preset.deniedTriggers().keySet()).allMatch(claim -> knows(preset, claim));
    preset
        .provenance()
        .forEach(
            (name, value) -> assertThat(named(value)).as(name).allMatch(c -> knows(preset, c)));
  }

  @ParameterizedTest
  @MethodSource("all")
  void aPresetNamesProvenanceNeutrally(Preset preset) {
    assertThat(NEUTRAL).containsAll(preset.provenance().keySet());
  }

  @ParameterizedTest
  @MethodSource("all")
  void aPresetIsDatedAndBounded(Preset preset) {
    assertThat(preset.verifiedOn()).matches("20[0-9]{2}-[01][0-9]-[0-3][0-9]");
    assertThat(preset.maxLifetime()).isPositive();
    preset.issuer().ifPresent(issuer -> assertThat(issuer).matches("https://[a-z.]+"));
  }

  @ParameterizedTest
  @MethodSource("all")
  void everyDictionaryHasTheRegisteredClaims(Preset preset) {
    assertThat(preset.claims()).containsAllEntriesOf(RegisteredClaims.TYPES);
  }

  @Test
  void gitHubIsKnown() {
    Preset github = Presets.find("github-actions").orElseThrow();
    assertThat(github.tenantPins())
        .isEqualTo(List.of(Set.of("repository_id"), Set.of("repository_owner_id")));
    assertThat(github.deniedTriggers().get("event_name"))
        .containsExactlyInAnyOrder("pull_request_target", "workflow_run", "issue_comment");
    assertThat(github.replay().maxUses()).isEqualTo(1);
    assertThat(github.type("repository_id")).contains(ClaimType.TEXT);
  }

  @Test
  void aFamilyOfNamesHasATypeAndItsBareBeginningHasNone() {
    Preset github = Presets.find("github-actions").orElseThrow();
    assertThat(github.type("repo_property_team")).contains(ClaimType.LIST);
    assertThat(github.type("repo_property_")).isEmpty();
    assertThat(github.type("repo_prop")).isEmpty();
  }

  @Test
  void anIssuersOwnClaimsAreTexts() {
    Issuer issuer = Issuers.generic().claims("account_id").build();
    assertThat(issuer.type("account_id")).contains(ClaimType.TEXT);
    assertThat(issuer.type("sub")).contains(ClaimType.TEXT);
    assertThat(issuer.type("other")).isEmpty();
  }

  @Test
  void aPresetIsReadStrictly() {
    assertThatThrownBy(() -> PresetReader.read("x", "title: X\nclaims: {a: {type: word}}"))
        .isInstanceOf(PolicyException.class)
        .hasMessageContaining("claims.a.type: \"word\"; expected one of text,")
        .hasMessageContaining("verified_on");
  }

  private static boolean knows(Preset preset, String claim) {
    return preset.type(claim).isPresent();
  }

  private static List<String> named(String value) {
    Matcher braces = Pattern.compile("\\{([^}]*)}").matcher(value);
    List<String> names = braces.results().map(result -> result.group(1)).toList();
    return names.isEmpty() ? List.of(value) : names;
  }
}
