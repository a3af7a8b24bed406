package dev.storekeeper.retention;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every policy and every package, tried with many. */
class InvariantTest {
  private static final int TRIES = 40;

  static LongStream seeds() {
    return LongStream.range(0, 12);
  }

  private static Set<String> selected(CleanupPolicy policy, PackageFacts facts) {
    return selected(policy.decide(facts, Samples.NOW));
  }

  private static Set<String> selected(List<VersionDecision> decisions) {
    return decisions.stream()
        .filter(it -> it.outcome() instanceof Outcome.Selected)
        .map(VersionDecision::version)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** The outcome without the reason why something stays. */
  private static Object selection(VersionDecision decision) {
    return decision.outcome() instanceof Outcome.Kept ? "kept" : decision.outcome();
  }

  private static List<String> protections(RandomCases cases) {
    return cases.below(3) == 0 ? List.of(cases.protection("hold")) : List.of();
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void whatIsSelectedMeetsEverythingAndNothingKeepsIt(long seed) {
    RandomCases cases = new RandomCases(seed);
    for (int i = 0; i < TRIES; i++) {
      CleanupPolicy policy = RandomCases.read(cases.below(3), protections(cases), cases.policies());
      PackageFacts facts = cases.withUnknown(cases.facts());
      for (VersionDecision decision : policy.decide(facts, Samples.NOW)) {
        if (decision.outcome() instanceof Outcome.Selected(String name, String reason)) {
          int index = policy.policies().indexOf(name);
          assertThat(policy.mode(name)).isNotEqualTo(Mode.OFF);
          assertThat(policy.explain(facts, decision.version(), Samples.NOW).steps())
              .allMatch(
                  step -> step.kind() == Explanation.Kind.CRITERION || step.truth() == Truth.NO)
              .filteredOn(step ->
                  step.rule().startsWith("policies[" + index + "].versions.")
                      && step.kind() == Explanation.Kind.CRITERION)
              .isNotEmpty()
              .allMatch(step -> step.truth() == Truth.YES);
          assertThat(reason).isNotBlank();
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void moreThatKeepsNeverSelectsMore(long seed) {
    RandomCases cases = new RandomCases(seed);
    for (int i = 0; i < TRIES; i++) {
      List<String> policies = cases.policies();
      List<String> protections = protections(cases);
      PackageFacts facts = cases.facts();
      Set<String> before = selected(RandomCases.read(0, protections, policies), facts);
      List<String> more = new ArrayList<>(policies);
      more.add(cases.keeper("more"));
      assertThat(before).containsAll(selected(RandomCases.read(0, protections, more), facts));
      more = new ArrayList<>(protections);
      more.add(cases.protection("more"));
      assertThat(before).containsAll(selected(RandomCases.read(0, more, policies), facts));
    }
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void knowingLessNeverSelectsMore(long seed) {
    RandomCases cases = new RandomCases(seed);
    for (int i = 0; i < TRIES; i++) {
      CleanupPolicy policy = RandomCases.read(0, protections(cases), cases.policies());
      PackageFacts facts = cases.facts();
      assertThat(selected(policy, facts)).containsAll(selected(policy, cases.withUnknown(facts)));
    }
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void anEarlierTimeNeverSelectsMore(long seed) {
    RandomCases cases = new RandomCases(seed);
    for (int i = 0; i < TRIES; i++) {
      CleanupPolicy policy = RandomCases.read(0, protections(cases), cases.policies());
      PackageFacts facts = cases.facts();
      Duration earlier = Duration.ofHours(cases.below(2400));
      assertThat(selected(policy, facts))
          .containsAll(selected(policy.decide(facts, Samples.NOW.minus(earlier))));
    }
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void theOrderOfPoliciesNeverChangesWhatIsSelected(long seed) {
    RandomCases cases = new RandomCases(seed);
    for (int i = 0; i < TRIES; i++) {
      List<String> policies = cases.policies();
      List<String> shuffled = new ArrayList<>(policies);
      Collections.shuffle(shuffled, new Random(seed * TRIES + i));
      List<String> protections = protections(cases);
      int remaining = cases.below(3);
      PackageFacts facts = cases.withUnknown(cases.facts());
      assertThat(selected(RandomCases.read(remaining, protections, shuffled), facts))
          .isEqualTo(selected(RandomCases.read(remaining, protections, policies), facts));
    }
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void enoughRemains(long seed) {
    RandomCases cases = new RandomCases(seed);
    for (int i = 0; i < TRIES; i++) {
      List<String> policies = cases.policies();
      PackageFacts facts = cases.facts();
      int remaining = cases.below(4);
      Set<String> gone = selected(RandomCases.read(remaining, List.of(), policies), facts);
      long seen = seen(facts).size();
      long staying = seen(facts).stream().filter(it -> !gone.contains(it)).count();
      assertThat(staying).isGreaterThanOrEqualTo(Math.min(remaining, seen));
      Set<String> without = selected(RandomCases.read(0, List.of(), policies), facts);
      assertThat(without).containsAll(gone);
    }
  }

  private static List<String> seen(PackageFacts facts) {
    return facts.versions().stream()
        .filter(it -> List.of("Published", "Unlisted").contains(it.status()))
        .map(VersionFacts::version)
        .toList();
  }

  /** Whoever asks only what is asked for comes to what whoever knows everything comes to. */
  @ParameterizedTest
  @MethodSource("seeds")
  void askingLeadsToTheSameAsKnowing(long seed) {
    RandomCases cases = new RandomCases(seed);
    for (int i = 0; i < TRIES; i++) {
      CleanupPolicy policy = RandomCases.read(cases.below(3), protections(cases), cases.policies());
      PackageFacts all = cases.withUnknown(cases.facts());
      assertThat(asking(policy, new Answers(all, Set.of(Question.DIST_TAGS))))
          .isEqualTo(policy.decide(all, Samples.NOW));
    }
  }

  /**
   * Just why something stays may differ, since dist-tags are not asked for where it stays anyway.
   */
  @ParameterizedTest
  @MethodSource("seeds")
  void askingForDistTagsTooLeadsToTheSameSelection(long seed) {
    RandomCases cases = new RandomCases(seed);
    for (int i = 0; i < TRIES; i++) {
      CleanupPolicy policy = RandomCases.read(cases.below(3), protections(cases), cases.policies());
      PackageFacts all = cases.withUnknown(cases.facts());
      assertThat(asking(policy, new Answers(all, Set.of())))
          .extracting(InvariantTest::selection)
          .isEqualTo(
              policy.decide(all, Samples.NOW).stream().map(InvariantTest::selection).toList());
    }
  }

  private static List<VersionDecision> asking(CleanupPolicy policy, Answers answers) {
    List<VersionDecision> decisions = policy.decide(answers.facts(), Samples.NOW);
    while (answers.answer(decisions)) {
      decisions = policy.decide(answers.facts(), Samples.NOW);
    }
    return decisions;
  }

  /** A package about which only the answers to questions are known. */
  private static final class Answers {
    private final PackageFacts all;
    private final List<Set<Question>> answered;

    Answers(PackageFacts all, Set<Question> known) {
      this.all = all;
      this.answered =
          all.versions().stream().map(it -> (Set<Question>) new HashSet<Question>(known)).toList();
    }

    /** Answers what was asked; false if nothing was. Nothing may be asked twice. */
    boolean answer(List<VersionDecision> decisions) {
      boolean asked = false;
      for (int i = 0; i < decisions.size(); i++) {
        if (decisions.get(i).outcome() instanceof Outcome.Undecided(Set<Question> questions)) {
          assertThat(questions).isNotEmpty();
          for (Question question : questions) {
            assertThat(answered.get(i).add(question)).as("%s asked twice", question).isTrue();
          }
          asked = true;
        }
      }
      return asked;
    }

    PackageFacts facts() {
      return new PackageFacts(
          all.repository(),
          all.format(),
          all.namespace(),
          all.name(),
          all.displayVersion(),
          IntStream.range(0, answered.size()).mapToObj(this::version).toList());
    }

    private VersionFacts version(int index) {
      VersionFacts it = all.versions().get(index);
      Set<Question> known = answered.get(index);
      boolean timeMatters =
          known.contains(Question.PUBLISHED) || it.published().unknown().isPresent();
      return new VersionFacts(
          it.version(),
          it.revision(),
          it.status(),
          it.origin(),
          timeMatters ? it.published() : PublishedAt.unasked(),
          known.contains(Question.READS) ? it.reads() : new Known.Unasked<>(),
          known.contains(Question.BYTES) ? it.bytes() : new Known.Unasked<>(),
          known.contains(Question.DIST_TAGS) ? it.distTags() : new Known.Unasked<>());
    }
  }

  @Test
  void manyVersionsAreDecidedInOneGo() {
    List<VersionFacts> versions = new ArrayList<>();
    for (int i = 20_000; i > 0; i--) {
      versions.add(Samples.version("1." + i + ".0 reads=never"));
    }
    PackageFacts facts =
        Samples.packageOf(Samples.repository("team"), "npm//app", Optional.empty(), versions);
    CleanupPolicy policy =
        RandomCases.read(
            1,
            List.of("{ name: p, when: { version: { version: [1.7.0] } } }"),
            List.of(
                "{ name: old, versions: { select: { unread_for: P180D },"
                    + " keep: { newest: 10, newest_per_minor: 1 } } }",
                "{ name: other, versions: { when: { version: { prerelease: [true] } },"
                    + " select: { published_older_than: P1D } } }"));
    assertThat(policy.decide(facts, Samples.NOW)).hasSize(20_000);
  }
}
