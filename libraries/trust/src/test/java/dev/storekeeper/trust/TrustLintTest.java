package dev.storekeeper.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.storekeeper.policy.PolicyFile;
import dev.storekeeper.policy.PolicyMap;
import dev.storekeeper.policy.lint.Finding;
import dev.storekeeper.policy.lint.LintReport;
import dev.storekeeper.policy.lint.Severity;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The cases are in {@code lint.yaml}. */
class TrustLintTest {
  private static final String ISSUERS = "- { id: github, preset: github-actions }\n";
  private static final String STATEMENTS =
      "- { id: a, issuer: github, when: { repository_id: [\"74\"] }, grant: &grant }\n";
  private static final String GRANT = "{ domain: acme, repositories: [team], scopes: [read] }";

  /** A case of the table. */
  record Case(String name, String document, List<String> finds) {}

  private static Stream<Arguments> cases() throws IOException {
    return table().stream().map(it -> Arguments.of(it.name(), it));
  }

  private static List<Case> table() throws IOException {
    try (InputStream in = TrustLintTest.class.getResourceAsStream("/lint.yaml")) {
      byte[] bytes = Objects.requireNonNull(in).readAllBytes();
      PolicyFile file = PolicyFile.of("lint.yaml", new String(bytes, StandardCharsets.UTF_8));
      List<Case> cases = file.root().list("cases").stream().map(TrustLintTest::read).toList();
      file.finish();
      return cases;
    }
  }

  private static Case read(PolicyMap map) {
    String document =
        "version: 1\naudience: "
            + map.optionalString("audience").orElse("storekeeper-test")
            + "\nissuers:\n"
            + map.optionalString("issuers").orElse(ISSUERS).indent(2)
            + "statements:\n"
            + map.optionalString("statements").orElse(STATEMENTS).indent(2)
            + map.optionalString("tests").map(tests -> "tests:\n" + tests.indent(2)).orElse("");
    List<String> finds = map.stringOrStrings("finds");
    return new Case(
        map.string("name"),
        document
            .replace("&grant", GRANT)
            .replace("&publish", GRANT.replace("read", "publish"))
            .replace("&actors", fifteen("actor"))
            .replace("&refs", fifteen("ref")),
        finds.equals(List.of("nothing")) ? List.of() : finds);
  }

  private static String fifteen(String claim) {
    return IntStream.range(0, 15)
        .mapToObj(i -> "{ " + claim + ": [x" + i + "] }")
        .toList()
        .toString();
  }

  private static List<String> found(LintReport<TrustPolicy> report) {
    return report.findings().stream()
        .map(it -> word(it.severity()) + " " + it.rule() + " " + it.place().path())
        .toList();
  }

  private static String word(Severity severity) {
    return severity.name().toLowerCase(Locale.ROOT);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void findsWhatTheTableSays(String name, Case it) {
    LintReport<TrustPolicy> report = Policies.check(it.document());
    assertThat(found(report)).as(report.findings().toString()).isEqualTo(it.finds());
    assertThat(report.policy()).isPresent();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void errorsKeepAPolicyFromBeingReadAndWarningsDoNot(String name, Case it) {
    List<String> errors = it.finds().stream().filter(line -> line.startsWith("error")).toList();
    if (errors.isEmpty()) {
      assertThat(Policies.read(it.document()).digest()).startsWith("sha256:");
    } else {
      assertThatThrownBy(() -> Policies.read(it.document()))
          .hasMessageContaining("[" + errors.getFirst().split(" ")[1] + "]")
          .hasMessageContaining(errors.getFirst().split(" ")[2] + ": ");
    }
  }

  @Test
  void everyRuleOfTheReadmeHasACaseAndTheOtherWayRound() throws IOException {
    Set<String> tried =
        table().stream()
            .flatMap(it -> it.finds().stream())
            .map(line -> line.split(" ")[1])
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(Readme.rules()).isEqualTo(tried);
  }

  @Test
  void aFindingSaysWhereWhyAndWhatInstead() {
    String document =
        """
        version: 1
        audience: storekeeper-test
        issuers:
          - { id: github, preset: github-actions }
        statements:
          - id: a
            issuer: github
            when:
              repository_id: ["74"]
              ref: [{ wildcard: "refs/heads/main*" }]
            grant: { domain: acme, repositories: [team], scopes: [read] }
        """;
    assertThat(Policies.check(document).findings())
        .singleElement()
        .hasToString(
            "trust.yaml:10:13: statements[0].when.ref[0]: error: \"refs/heads/main*\" also matches"
                + " refs/heads/main-evil [boundary]; expected a separator before the *, as"
                + " refs/heads/main/*");
  }

  @Test
  void aDocumentThatCannotBeUnderstoodIsAFindingToo() {
    LintReport<TrustPolicy> report =
        Policies.check("version: 2\naudience: x\nissuers: [{ id: a }]");
    assertThat(report.policy()).isEmpty();
    assertThat(report.isUsable()).isFalse();
    assertThat(report.findings()).extracting(Finding::rule).containsOnly(Finding.UNREADABLE);
    assertThat(report.findings()).extracting(it -> it.place().path()).contains("version");
  }
}
