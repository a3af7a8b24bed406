package dev.storekeeper.retention;

import static org.assertj.core.api.Assertions.assertThat;

import dev.storekeeper.policy.PolicyMap;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The cases are in {@code repositories.yaml}. */
class RepositoryDecisionTest {
  /** A case of the table. */
  record Case(String name, CleanupPolicy policy, List<String> repositories) {}

  private static Stream<Arguments> cases() {
    return Tables.read("repositories.yaml", RepositoryDecisionTest::read).stream()
        .map(it -> Arguments.of(it.name(), it));
  }

  private static Case read(PolicyMap map) {
    String document =
        "version: 1\ndomains: [acme]\nreads: { tracked: true }\n"
            + Tables.part(map, "protect", "")
            + Tables.part(map, "policies", "");
    return new Case(map.string("name"), Samples.policy(document), map.strings("repositories"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void decidesWhatTheTableSays(String name, Case it) {
    for (String line : it.repositories()) {
      RepositoryFacts facts = Samples.repository(line.split(" => ")[0]);
      Outcome outcome = it.policy().decide(facts, Samples.NOW);
      assertThat(VersionDecisionTest.word(outcome) + ": " + reason(outcome))
          .as(line)
          .isEqualTo(line.split(" => ")[1]);
      assertThat(it.policy().explain(facts, Samples.NOW).outcome()).isEqualTo(outcome);
    }
  }

  private static String reason(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Selected selected -> selected.reason();
      case Outcome.Kept kept -> kept.reason();
      case Outcome.Undecided undecided -> undecided.questions().toString();
    };
  }
}
