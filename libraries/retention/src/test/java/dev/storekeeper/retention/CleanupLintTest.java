package dev.storekeeper.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.storekeeper.policy.PolicyFile;
import dev.storekeeper.policy.PolicyMap;
import dev.storekeeper.policy.lint.Finding;
import dev.storekeeper.policy.lint.LintReport;
import dev.storekeeper.policy.lint.Severity;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The cases are in {@code lint.yaml}. */
class CleanupLintTest {
  private static final String POLICIES =
      "- { name: old, versions: { when: { package: { format: [npm] } },"
          + " select: { published_older_than: P180D } } }\n";

  /** A case of the table. */
  record Case(String name, String document, List<String> finds) {}

  private static Stream<Arguments> cases() {
    return table().stream().map(it -> Arguments.of(it.name(), it));
  }

  private static List<Case> table() {
    return Tables.read("lint.yaml", CleanupLintTest::read);
  }

  private static Case read(PolicyMap map) {
    String document =
        Tables.line(map, "version", "1")
            + Tables.line(map, "domains", "[acme]")
            + Tables.line(map, "reads", "")
            + Tables.line(map, "limits", "")
            + Tables.part(map, "freeze", "")
            + Tables.part(map, "quiet", "")
            + Tables.part(map, "protect", "")
            + Tables.part(map, "policies", POLICIES);
    return new Case(map.string("name"), document, map.optionalStrings("finds"));
  }

  /** As {@code error no-age policies[0].versions.select: why; expected what instead}. */
  private static List<String> found(LintReport<CleanupPolicy> report) {
    return report.findings().stream()
        .map(it ->
            it.severity().name().toLowerCase(Locale.ROOT)
                + " "
                + it.rule()
                + " "
                + it.place().path()
                + ": "
                + it.why()
                + "; expected "
                + it.instead())
        .toList();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void findsWhatTheTableSays(String name, Case it) {
    assertThat(found(Samples.check(it.document()))).isEqualTo(it.finds());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void errorsKeepAPolicyFromBeingReadAndWarningsDoNot(String name, Case it) {
    List<Finding> errors =
        Samples.check(it.document()).findings().stream()
            .filter(finding -> finding.severity() == Severity.ERROR)
            .toList();
    PolicyFile file = PolicyFile.of("cleanup.yaml", it.document());
    if (errors.isEmpty()) {
      assertThat(CleanupPolicy.read(file).revision()).startsWith("sha256:");
    } else {
      assertThatThrownBy(() -> CleanupPolicy.read(file))
          .hasMessageContaining(errors.getFirst().place() + ": " + errors.getFirst().why());
    }
  }

  @Test
  void everyRuleOfTheReadmeHasACaseAndTheOtherWayRound() throws IOException {
    Set<String> tried =
        table().stream()
            .flatMap(it -> it.finds().stream())
            .map(line -> line.split(" ")[1])
            .filter(rule -> !rule.equals(Finding.UNREADABLE))
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(Readme.rules()).isEqualTo(tried);
  }

  @Test
  void aFindingSaysWhere() {
    String document =
        """
        version: 1
        domains: [acme]
        policies:
          - name: old
            versions:
              select: { statuses: [Unfinished] }
              when: { package: { format: [npm] } }
        """;
    assertThat(Samples.check(document).findings())
        .singleElement()
        .hasToString(
            "cleanup.yaml:6:15: policies[0].versions.select: error: nothing here says how old a"
                + " version has to be, so the newest go too [no-age]; expected"
                + " published_older_than, unread_for, or both");
  }
}
