package dev.storekeeper.retention;

import static org.assertj.core.api.Assertions.assertThat;

import dev.storekeeper.policy.PolicyMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The cases are in {@code versions.yaml}. */
class VersionDecisionTest {
  /** A case of the table. */
  record Case(String name, String document, PackageFacts facts, List<String> decisions) {
    CleanupPolicy policy() {
      return Samples.policy(document);
    }
  }

  private static Stream<Arguments> cases() {
    return Tables.read("versions.yaml", VersionDecisionTest::read).stream()
        .map(it -> Arguments.of(it.name(), it));
  }

  private static Case read(PolicyMap map) {
    String document =
        "version: 1\ndomains: [acme]\nreads: { tracked: true }\n"
            + Tables.line(map, "limits", "{ remaining_versions: 0 }")
            + Tables.part(map, "protect", "")
            + Tables.part(map, "policies", "");
    List<String> lines = map.strings("versions");
    PackageFacts facts =
        Samples.packageOf(
            Samples.repository("team " + map.optionalString("repository").orElse("")),
            map.optionalString("package").orElse("npm//app"),
            map.optionalString("displayed"),
            lines.stream().map(it -> Samples.version(it.split(" => ")[0])).toList());
    return new Case(
        map.string("name"),
        document,
        facts,
        lines.stream().map(it -> it.split(" => ")[1]).toList());
  }

  /** As {@code SELECTED old}, {@code KEEP_RULE latest}, {@code ASK READS}. */
  static String word(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Selected it -> "SELECTED " + it.policy();
      case Outcome.Kept it -> (it.why() + " " + it.rule()).strip();
      case Outcome.Undecided it ->
          "ASK " + it.questions().stream().map(Question::name).collect(Collectors.joining(" "));
    };
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void decidesWhatTheTableSays(String name, Case it) {
    List<VersionDecision> decisions = it.policy().decide(it.facts(), Samples.NOW);
    assertThat(decisions)
        .extracting(decision -> decision.version() + " " + word(decision.outcome()))
        .as(decisions.toString())
        .isEqualTo(expected(it));
  }

  private static List<String> expected(Case it) {
    return IntStream.range(0, it.decisions().size())
        .mapToObj(i -> it.facts().versions().get(i).version() + " " + it.decisions().get(i))
        .toList();
  }

  /** What decides is among the steps of the explanation, and says the same. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void theExplanationAgrees(String name, Case it) {
    CleanupPolicy policy = it.policy();
    for (VersionDecision decision : policy.decide(it.facts(), Samples.NOW)) {
      Explanation explanation = policy.explain(it.facts(), decision.version(), Samples.NOW);
      assertThat(explanation.outcome()).isEqualTo(decision.outcome());
      if (decision.outcome() instanceof Outcome.Kept(Outcome.Why why, String rule, String reason)
          && !rule.isEmpty()
          && !rule.startsWith("limits")
          && !rule.equals("domains")) {
        Optional<Explanation.Step> step =
            explanation.steps().stream()
                .filter(found -> found.rule().equals(rule))
                .filter(found -> found.reason().equals(reason))
                .findFirst();
        assertThat(step.map(Explanation.Step::truth)).contains(truth(why));
      }
    }
  }

  private static Truth truth(Outcome.Why why) {
    return switch (why) {
      case PROTECTED, KEEP_RULE -> Truth.YES;
      case UNKNOWN -> Truth.UNKNOWN;
      case NOT_SELECTED, REMAINDER -> Truth.NO;
    };
  }
}
