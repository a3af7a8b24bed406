package dev.storekeeper.retention;

import static org.assertj.core.api.Assertions.assertThat;

import dev.storekeeper.policy.PolicyMap;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The cases are in {@code repositories.yaml}. */
class RepositoryDecisionTest {
  /** A case of the table. */
  record Case(String name, String document, List<String> repositories) {}

  private static Stream<Arguments> cases() {
    return Tables.read("repositories.yaml", RepositoryDecisionTest::read).stream()
        .map(it -> Arguments.of(it.name(), it));
  }

  private static Case read(PolicyMap map) {
    String document =
        "version: 1\ndomains: [acme]\nreads: { tracked: true }\n"
            + Tables.part(map, "protect", "")
            + Tables.part(map, "policies", "");
    return new Case(map.string("name"), document, map.strings("repositories"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void decidesWhatTheTableSays(String name, Case it) {
    CleanupPolicy policy = Samples.policy(it.document());
    for (String line : it.repositories()) {
      RepositoryFacts facts = Samples.repository(line.split(" => ")[0]);
      Outcome outcome = policy.decide(facts, Samples.NOW);
      assertThat(VersionDecisionTest.word(outcome) + ": " + reason(outcome))
          .as(line)
          .isEqualTo(line.split(" => ")[1]);
      assertThat(policy.explain(facts, Samples.NOW).outcome()).isEqualTo(outcome);
    }
  }

  @Test
  void theExplanationHasEverythingThatWasLookedAt() {
    Explanation explanation =
        Samples.policy(
                """
                version: 1
                domains: [acme]
                protect:
                  - { name: hold, when: { repository: { name: [product] } } }
                policies:
                  - { name: empty, repositories: { select: { empty: true } } }
                """)
            .explain(Samples.repository("team packages=unknown"), Samples.NOW);
    assertThat(explanation.steps())
        .extracting(step -> step.kind() + " " + step.rule() + " " + step.truth())
        .containsExactly(
            "PROTECTION protect[0] NO",
            "PROTECTION  NO",
            "CRITERION policies[0].repositories.when YES",
            "CRITERION policies[0].repositories.select.older_than YES",
            "CRITERION policies[0].repositories.select.empty UNKNOWN",
            "CRITERION  YES",
            "CRITERION  YES",
            "CRITERION  YES");
  }

  private static String reason(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Selected selected -> selected.reason();
      case Outcome.Kept kept -> kept.reason();
      case Outcome.Undecided undecided -> undecided.questions().toString();
    };
  }
}
