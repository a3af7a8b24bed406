package dev.storekeeper.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.storekeeper.policy.PolicyFile;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CleanupPolicyTest {
  private static final String DOCUMENT =
      """
      version: 1
      domains: [acme, beta]
      reads: { tracked: true }
      freeze:
        - { from: 2026-12-15, until: 2026-12-31 }
        - { from: 2027-01-01, until: 2027-01-05 }
      limits: { items: 0, percent_of_repository: 1, percent_of_package: 2, bytes: 3MB, remaining_versions: 4, repositories: 5 }
      protect:
        - { name: hold, when: { repository: { tags: { hold: [{ exists: true }] } } } }
      policies:
        - name: old
          description: What is old.
          mode: plan
          versions:
            when: { package: { format: [npm] }, repository: { name: [{ prefix: team }], tags: { a: [b] } } }
            select: { published_older_than: P180D }
            keep: { newest: 2 }
            phases: { notice: PT12H, first: unlist, grace: P1D, export: all, brown_out: restore }
        - name: cached
          mode: "off"
          versions:
            when: { version: { origin: [EXTERNAL] } }
            select: { unread_for: P90D }
            keep: { newest: 3 }
        - name: abandoned
          mode: enforce
          repositories:
            select: { unpublished_for: P180D, unread_for: P180D }
            phases: { notice: P1D, freeze: P2D, export: none, approvals: 3 }
      """
          .replace("export: none", "export: all");

  private static CleanupPolicy policy(String document) {
    return CleanupPolicy.read(PolicyFile.of("cleanup.yaml", document));
  }

  @Test
  void everythingThatIsWrittenIsRead() {
    CleanupPolicy policy = policy(DOCUMENT);
    assertThat(policy.domains()).containsExactlyInAnyOrder("acme", "beta");
    assertThat(policy.tracksReads()).isTrue();
    assertThat(policy.limits()).isEqualTo(new Limits(0, 1, 2, 3_000_000, 4, 5));
    assertThat(policy.policies()).containsExactly("old", "cached", "abandoned");
    assertThat(policy.mode("old")).isEqualTo(Mode.PLAN);
    assertThat(policy.mode("cached")).isEqualTo(Mode.OFF);
    assertThat(policy.mode("abandoned")).isEqualTo(Mode.ENFORCE);
    assertThat(policy.phases("old"))
        .isEqualTo(
            new Phases(
                Duration.ofHours(12),
                Phases.First.UNLIST,
                Duration.ofDays(1),
                Phases.Export.ALL,
                Phases.BrownOut.RESTORE));
    assertThat(policy.repositoryPhases("abandoned"))
        .isEqualTo(
            new RepositoryPhases(Duration.ofDays(1), Duration.ofDays(2), Phases.Export.ALL, 3));
    assertThat(policy.selectsRepositories()).isTrue();
  }

  @Test
  void whatIsNotWrittenIsSafe() {
    CleanupPolicy policy =
        policy(
            "version: 1\ndomains: [acme]\npolicies:\n"
                + "  - { name: old, versions: { when: { package: { format: [npm] } },"
                + " select: { published_older_than: P1D } } }\n"
                + "  - { name: empty, repositories: { select: { empty: true } } }\n");
    assertThat(policy.tracksReads()).isFalse();
    assertThat(policy.limits()).isEqualTo(new Limits(200, 5, 50, 50_000_000_000L, 1, 1));
    assertThat(policy.mode("old")).isEqualTo(Mode.PLAN);
    assertThat(policy.phases("old"))
        .isEqualTo(
            new Phases(
                Duration.ofDays(7),
                Phases.First.ARCHIVE,
                Duration.ofDays(14),
                Phases.Export.INTERNAL,
                Phases.BrownOut.HOLD));
    assertThat(policy.repositoryPhases("empty"))
        .isEqualTo(
            new RepositoryPhases(
                Duration.ofDays(30), Duration.ofDays(14), Phases.Export.INTERNAL, 2));
    assertThat(policy.frozen(Instant.EPOCH)).isFalse();
    assertThat(
            policy(
                    "version: 1\n"
                        + "domains: [acme]\n"
                        + "policies:\n"
                        + "  - { name: old, versions: { when: { package: { format: [npm] } },"
                        + " select: { published_older_than: P1D } } }\n")
                .selectsRepositories())
        .isFalse();
  }

  @Test
  void aNameThatIsNoneAndAPolicyOfTheOtherKindAreErrors() {
    CleanupPolicy policy = policy(DOCUMENT);
    assertThatThrownBy(() -> policy.mode("nobody"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("policy: found nobody, which is none of the file's");
    assertThatThrownBy(() -> policy.policyRevision("nobody"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> policy.phases("abandoned"))
        .hasMessage("abandoned is about repositories, not versions");
    assertThatThrownBy(() -> policy.repositoryPhases("old"))
        .hasMessage("old is about versions, not repositories");
    PackageFacts nothing =
        Samples.packageOf(Samples.repository("team"), "npm//app", Optional.empty(), List.of());
    assertThatThrownBy(() -> policy.explain(nothing, "1.0.0", Samples.NOW))
        .hasMessage("version: found 1.0.0, expected one of the package app");
  }

  @ParameterizedTest
  @CsvSource({
    "2026-12-14T23:59:59.999Z,",
    "2026-12-15T00:00:00Z,2027-01-06T00:00:00Z",
    "2026-12-31T23:59:59Z,2027-01-06T00:00:00Z",
    "2027-01-05T23:59:59Z,2027-01-06T00:00:00Z",
    "2027-01-06T00:00:00Z,",
  })
  void aFreezeLastsFromItsFirstDayToTheEndOfItsLast(Instant time, @Nullable Instant end) {
    CleanupPolicy policy = policy(DOCUMENT);
    assertThat(policy.frozenUntil(time)).isEqualTo(Optional.ofNullable(end));
    assertThat(policy.frozen(time)).isEqualTo(end != null);
  }

  /** Clocks in Berlin are two hours ahead of UTC in summer, one in winter. */
  @ParameterizedTest
  @CsvSource({
    "2026-03-03T06:59:59Z,",
    "2026-03-02T07:00:00Z,2026-03-02T17:00:00Z",
    "2026-03-02T16:59:59.999Z,2026-03-02T17:00:00Z",
    "2026-03-02T17:00:00Z,",
    "2026-03-07T12:00:00Z,",
    "2026-07-06T06:00:00Z,2026-07-06T16:00:00Z",
    "2026-03-08T21:59:59Z,",
    "2026-03-08T22:00:00Z,2026-03-09T17:00:00Z",
    "2026-03-09T03:00:00Z,2026-03-09T17:00:00Z",
    "2026-12-14T12:00:00Z,2026-12-14T17:00:00Z",
    "2026-12-14T23:30:00Z,",
    "2027-01-05T12:00:00Z,2027-01-06T00:00:00Z",
  })
  void quietHoursAreThoseOfTheirZoneAndJoinFreezes(Instant time, @Nullable Instant end) {
    CleanupPolicy policy =
        policy(
            DOCUMENT
                + """
                quiet:
                  - { days: [MON, TUE, WED, THU, FRI], from: 08:00, until: 18:00, zone: Europe/Berlin }
                  - { days: [SUN], from: 22:00, until: 07:00 }
                """);
    assertThat(policy.frozenUntil(time)).isEqualTo(Optional.ofNullable(end));
  }

  /** Clocks in Berlin go back at 2026-10-25T01:00Z, and ahead at 2026-03-29T01:00Z. */
  @ParameterizedTest
  @CsvSource({
    "22:00, 02:30, 2026-10-25T00:45:00Z, 2026-10-25T01:30:00Z",
    "22:00, 02:30, 2026-10-25T01:29:59Z, 2026-10-25T01:30:00Z",
    "22:00, 02:30, 2026-10-25T01:30:00Z,",
    "02:30, 06:00, 2026-10-25T00:29:59Z,",
    "02:30, 06:00, 2026-10-25T00:30:00Z, 2026-10-25T05:00:00Z",
    "02:30, 06:00, 2026-03-29T00:59:59Z,",
    "02:30, 06:00, 2026-03-29T01:00:00Z, 2026-03-29T04:00:00Z",
    "02:30, 03:15, 2026-03-29T01:10:00Z, 2026-03-29T01:15:00Z",
    "22:00, 02:30, 2026-03-29T00:59:59Z, 2026-03-29T01:00:00Z",
    "22:00, 02:30, 2026-03-29T01:00:00Z,",
  })
  void quietHoursAreLongerRatherThanShorterWhenClocksChange(
      String from, String until, Instant time, @Nullable Instant end) {
    CleanupPolicy policy =
        policy(
            DOCUMENT
                + """
                quiet:
                  - { from: %s, until: %s, zone: Europe/Berlin }
                """
                    .formatted(from, until));
    assertThat(policy.frozenUntil(time)).isEqualTo(Optional.ofNullable(end));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "team tags=a:b             | true",
        "team tags=a:c             | false",
        "team tags=unknown         | true",
        "team tags=unasked         | true",
        "other tags=unknown        | false",
        "team domain=beta tags=a:b | true",
        "team domain=gamma tags=a:b| false",
      })
  void aRepositoryThatNoPolicyCanConcernNeedsNoQuestions(String repository, boolean isAbout) {
    assertThat(policy(DOCUMENT).isAbout(Samples.repository(repository))).isEqualTo(isAbout);
  }

  /** Changes that leave the policy "old" with the same decisions. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "description: What is old.  | description: What is ancient.",
        "mode: plan                 | mode: enforce",
        "items: 0                   | items: 7",
        "newest: 3                  | newest: 4",
        "unread_for: P90D           | unread_for: P91D",
        "until: 2026-12-31          | until: 2026-12-30",
        "domains: [acme, beta]      | domains: [ acme, beta ] # a comment",
      })
  void whatCannotChangeDecisionsIsNotInThePolicyRevision(String from, String to) {
    String changed = DOCUMENT.replace(from, to);
    assertThat(changed).isNotEqualTo(DOCUMENT);
    assertThat(policy(changed).policyRevision("old"))
        .startsWith("sha256:")
        .isEqualTo(policy(DOCUMENT).policyRevision("old"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "P180D }                      | P181D }",
        "newest: 2                    | newest: 1",
        "grace: P1D                   | grace: P2D",
        "hold: [                      | holt: [",
        "remaining_versions: 4        | remaining_versions: 3",
        "mode: \"off\"                | mode: plan",
        "domains: [acme, beta]        | domains: [acme]",
        "format: [npm]                | format: [pypi]",
      })
  void whatCanChangeDecisionsIs(String from, String to) {
    String changed = DOCUMENT.replace(from, to);
    assertThat(changed).isNotEqualTo(DOCUMENT);
    assertThat(policy(changed).policyRevision("old"))
        .isNotEqualTo(policy(DOCUMENT).policyRevision("old"));
    assertThat(policy(changed).revision()).isNotEqualTo(policy(DOCUMENT).revision());
  }

  @Test
  void theRevisionIsOverTheMeaningAndNotTheLayout() {
    assertThat(
            policy("# hello\n" + DOCUMENT.replace("[acme, beta]", "\n  - acme\n  - beta"))
                .revision())
        .isEqualTo(policy(DOCUMENT).revision());
    assertThat(policy(DOCUMENT.replace("What is old.", "x")).revision())
        .isNotEqualTo(policy(DOCUMENT).revision());
    assertThat(
            CleanupPolicy.read(
                    PolicyFile.of(
                        "cleanup.yaml",
                        DOCUMENT.replace("newest: 2", "newest: 2").replace("acme,", "\"${D}\","),
                        name -> Optional.of("acme")))
                .revision())
        .isEqualTo(policy(DOCUMENT).revision());
  }

  private static CleanupPolicy tracked(String value, String variable) {
    return CleanupPolicy.read(
        PolicyFile.of(
            "cleanup.yaml",
            DOCUMENT
                .replace("reads: { tracked: true }", "reads: { tracked: " + value + " }")
                .replace("mode: enforce", "mode: \"off\""),
            name -> Optional.of(variable).filter(it -> !it.isEmpty())));
  }

  @Test
  void aVariableMayBeABooleanIfItIsExactlyOne() {
    assertThat(tracked("\"${TRACKS_READS:-false}\"", "true").tracksReads()).isTrue();
    assertThat(tracked("\"${TRACKS_READS:-false}\"", "").tracksReads()).isFalse();
    for (String text : new String[] {"TRUE", "yes", "1", "true ", "on"}) {
      assertThatThrownBy(() -> tracked("\"${TRACKS_READS:-false}\"", text))
          .hasMessageContaining(
              "reads.tracked: \"" + text + "\"; expected true or false, or a variable that is");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"true\"", "yes", "1", "[true]", "on", "\"false\""})
  void nothingElseIsABoolean(String value) {
    assertThatThrownBy(() -> tracked(value, "true"))
        .hasMessageContaining("; expected true or false, or a variable that is exactly that");
  }

  @Test
  void whatIsSelectedSaysWhichCriteriaItMet() {
    PackageFacts facts =
        Samples.packageOf(
            Samples.repository("team"),
            "npm//app",
            Optional.empty(),
            List.of(Samples.version("1.0.0 reads=P100D published=older:P200D bytes=7")));
    String document =
        """
        version: 1
        domains: [acme]
        reads: { tracked: true }
        limits: { remaining_versions: 0 }
        policies:
          - name: all
            versions:
              when: { package: { format: [npm] } }
              select: { published_older_than: PT36H, unread_for: P90D, prerelease: false, larger_than: 6B }
              keep: { latest_published: 0 }
        """;
    assertThat(policy(document).decide(facts, Samples.NOW))
        .containsExactly(
            new VersionDecision(
                "1.0.0",
                new Outcome.Selected(
                    "all",
                    "it is Published; it is no prerelease; published by 2026-05-10, more than 36"
                        + " hours ago; last read 2026-08-18, more than 90 days ago; it has 7 bytes,"
                        + " more than 6")));
  }

  @Test
  void everyDecisionKeepsTheReasonOfEveryStep() {
    PackageFacts facts =
        Samples.packageOf(
            Samples.repository("team tags=a:b"),
            "npm//app",
            Optional.empty(),
            List.of(Samples.version("1.1.0 reads=never"), Samples.version("1.0.0 published=P10D")));
    Explanation explanation = policy(DOCUMENT).explain(facts, "1.1.0", Samples.NOW);
    assertThat(explanation.outcome())
        .isEqualTo(
            new Outcome.Kept(
                Outcome.Why.KEEP_RULE, "policies[0].versions.keep.newest", "one of the 2 newest"));
    assertThat(explanation.steps())
        .extracting(it -> it.rule() + ": " + it.truth() + ", " + it.reason())
        .containsExactly(
            "protect[0]: NO, hold does not match",
            "latest: NO, it is not what npm calls latest",
            "policies[0].versions.keep.newest: YES, one of the 2 newest",
            "policies[0].versions.keep.latest_published: YES, one of the 1 published last",
            "policies[0].versions.when: YES, old is about it",
            "policies[0].versions.select.statuses: YES, it is Published",
            "policies[0].versions.select.published_older_than: YES, published 2025-10-22, more than"
                + " 180 days ago");
  }
}
