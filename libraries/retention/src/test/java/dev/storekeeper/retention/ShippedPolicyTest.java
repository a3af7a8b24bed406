package dev.storekeeper.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.storekeeper.policy.PolicyFile;
import dev.storekeeper.policy.lint.LintReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The policy that is shipped, and its schema. */
class ShippedPolicyTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Path POLICIES = Readme.ROOT.resolve("policies");

  private static LintReport<CleanupPolicy> check(Map<String, String> variables) {
    return CleanupLint.check(
        PolicyFile.read(
            POLICIES.resolve("cleanup.yaml"), name -> Optional.ofNullable(variables.get(name))));
  }

  @Test
  void thereIsNothingToFindInIt() {
    assertThat(check(Map.of()).findings()).isEmpty();
    assertThat(
            check(
                    Map.of(
                        "CLEANUP_DOMAIN", "my-domain",
                        "TRACKS_READS", "true",
                        "UNUSED_COPIES_MODE", "enforce"))
                .findings())
        .isEmpty();
  }

  @Test
  void unusedCopiesNeedTrackedReads() {
    assertThat(check(Map.of("UNUSED_COPIES_MODE", "plan")).findings())
        .singleElement()
        .matches(finding -> finding.rule().equals("reads"));
  }

  @Test
  void asShippedNothingIsCarriedOutWithoutAPerson() {
    CleanupPolicy policy = check(Map.of()).policy().orElseThrow();
    assertThat(policy.policies()).isNotEmpty().allMatch(name -> policy.mode(name) != Mode.ENFORCE);
  }

  @Test
  void itTakesAbortedPublishesAndOldPrereleasesAndLeavesTheRest() {
    CleanupPolicy policy = check(Map.of("CLEANUP_DOMAIN", "acme")).policy().orElseThrow();
    List<VersionFacts> versions =
        List.of(
            Samples.version("9.0 Unfinished published=P8D"),
            Samples.version("3.0"),
            Samples.version("2.9"),
            Samples.version("2.8"),
            Samples.version("2.7"),
            Samples.version("2.6"),
            Samples.version("2.6-rc1"),
            Samples.version("1.0"));
    assertThat(decided(policy, "team", versions))
        .containsExactly(
            "KEEP_RULE policies[1].versions.keep.newest",
            "KEEP_RULE policies[0].versions.keep.latest_published",
            "KEEP_RULE policies[1].versions.keep.newest",
            "KEEP_RULE policies[1].versions.keep.newest",
            "KEEP_RULE policies[1].versions.keep.newest",
            "NOT_SELECTED policies[0].versions.select.statuses",
            "SELECTED old-prereleases",
            "KEEP_RULE policies[1].versions.keep.newest_per_major");
    assertThat(decided(policy, "team tags=legal-hold:case-7", versions))
        .allMatch("PROTECTED protect[0]"::equals);
    assertThat(decided(policy, "team tags=storekeeper:keep:", versions))
        .allMatch("PROTECTED protect[1]"::equals);
  }

  private static List<String> decided(
      CleanupPolicy policy, String repository, List<VersionFacts> versions) {
    PackageFacts facts =
        Samples.packageOf(
            Samples.repository(repository), "maven/com.acme/app", Optional.empty(), versions);
    return policy.decide(facts, Samples.NOW).stream()
        .map(it -> VersionDecisionTest.word(it.outcome()))
        .toList();
  }

  private static JsonNode schema() throws IOException {
    return JSON.readTree(Files.readString(POLICIES.resolve("schema/cleanup.schema.json")));
  }

  /** The schema that editors use knows the fields that the reader reads, and no others. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''                 | unknown: 1                         | unknown",
        "/properties/reads  | reads: { unknown: 1 }              | reads.unknown",
        "/$defs/limits      | limits: { unknown: 1 }             | limits.unknown",
        "/$defs/freeze      | freeze: [{ unknown: 1 }]           | freeze[0].unknown",
        "/$defs/quiet       | quiet: [{ unknown: 1 }]            | quiet[0].unknown",
        "/$defs/protection  | protect: [{ unknown: 1 }]          | protect[0].unknown",
        "/$defs/policy      | policies: [{ unknown: 1 }]         | policies[0].unknown",
        "/$defs/versions    | policies: [{ versions: { unknown: 1 } }] |"
            + " policies[0].versions.unknown",
        "/$defs/versions/properties/select | policies: [{ versions: { select: { unknown: 1 } } }] |"
            + " policies[0].versions.select.unknown",
        "/$defs/versions/properties/keep | policies: [{ versions: { keep: { unknown: 1 } } }] |"
            + " policies[0].versions.keep.unknown",
        "/$defs/versions/properties/phases | policies: [{ versions: { phases: { unknown: 1 } } }] |"
            + " policies[0].versions.phases.unknown",
        "/$defs/repositories | policies: [{ repositories: { unknown: 1 } }] |"
            + " policies[0].repositories.unknown",
        "/$defs/repositories/properties/select |"
            + " policies: [{ repositories: { select: { unknown: 1 } } }] |"
            + " policies[0].repositories.select.unknown",
        "/$defs/repositories/properties/phases |"
            + " policies: [{ repositories: { phases: { unknown: 1 } } }] |"
            + " policies[0].repositories.phases.unknown",
      })
  void theSchemaAndTheReaderAgreeOnFields(String pointer, String document, String path)
      throws IOException {
    TreeSet<String> names = new TreeSet<>();
    schema().at(pointer).path("properties").fieldNames().forEachRemaining(names::add);
    assertThatThrownBy(() -> CleanupPolicy.read(PolicyFile.of("cleanup.yaml", document)))
        .hasMessageContaining(
            ": " + path + ": an unknown field; expected one of " + String.join(", ", names));
  }

  @Test
  void theSchemaKnowsTheStatusesThatCanBeSelected() throws IOException {
    JsonNode statuses =
        schema().at("/$defs/versions/properties/select/properties/statuses/items/enum");
    assertThat(statuses.valueStream().map(JsonNode::asText))
        .containsExactlyElementsOf(Statuses.SELECTABLE);
  }

  @Test
  void theSchemaIsClosedWhereTheReaderIs() throws IOException {
    for (JsonNode object : schema().findParents("properties")) {
      assertThat(object.path("additionalProperties").isBoolean()).as(object.toString()).isTrue();
    }
  }
}
