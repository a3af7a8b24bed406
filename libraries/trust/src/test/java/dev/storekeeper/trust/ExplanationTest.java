package dev.storekeeper.trust;

import static org.assertj.core.api.Assertions.assertThat;

import dev.storekeeper.trust.Explanation.Failure;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Who learns what of a denial. */
class ExplanationTest {
  private static final String TEXT =
      """
      version: 1
      audience: storekeeper-test
      issuers:
        - id: github
          preset: github-actions
        - id: circleci
          preset: circleci
          issuer: https://oidc.circleci.com
      statements:
        - id: main-may-publish
          issuer: github
          when:
            repository_id: ["74"]
            repository_owner_id: ["65"]
            ref: [refs/heads/main, { prefix: refs/tags/v }]
            environment: [production]
          grant: { domain: acme, repositories: [team], scopes: [publish] }
        - id: not-mallory
          effect: deny
          issuer: github
          when: { actor: [mallory] }
        - id: orb
          issuer: circleci
          when: { oidc.circleci.com/org-id: [o], oidc.circleci.com/project-id: [p], oidc.circleci.com/vcs-ref: [refs/heads/main] }
          grant: { domain: acme, repositories: [team], scopes: [publish] }
      """;
  private static final TrustPolicy POLICY = Policies.read(TEXT);
  private static final TrustPolicy FULL =
      Policies.read(TEXT.replace("issuers:", "defaults: { explain: full }\nissuers:"));
  private static final String OWN = "'repository_id':'74','repository_owner_id':'65'";
  private static final String STRANGER = "'repository_id':'99','repository_owner_id':'98'";

  private static Explanation explain(
      TrustPolicy policy, String issuer, String claims, AccessRequest request) {
    Decision decision = policy.decide(Policies.token(policy, issuer, "{" + claims + "}"), request);
    return ((Decision.Denied) decision).explanation();
  }

  private static Explanation explain(String claims) {
    return explain(POLICY, "github", claims, AccessRequest.EVERYTHING);
  }

  @Test
  void theTenantLearnsWhichClaimsFailed() {
    Explanation told = explain(OWN + ",'ref':'refs/heads/x'");
    assertThat(told.statement()).contains("main-may-publish");
    assertThat(told.summary())
        .isEqualTo("The statement main-may-publish does not match because of ref, environment.");
    assertThat(told.failures())
        .containsExactly(
            new Failure("ref", Optional.of("refs/heads/x"), Optional.empty()),
            new Failure("environment", Optional.empty(), Optional.empty()));
  }

  @Test
  void expectedValuesAreToldOnlyIfThePolicySaysSo() {
    Explanation told =
        explain(FULL, "github", OWN + ",'ref':'refs/heads/x'", AccessRequest.EVERYTHING);
    assertThat(told.failures())
        .extracting(Failure::expected)
        .containsExactly(
            Optional.of("refs/heads/main or prefix refs/tags/v"), Optional.of("production"));
  }

  @Test
  void aStrangerSeesItsOwnClaimsAndNothingElse() {
    Explanation told = explain(STRANGER);
    assertThat(told.claims()).isEqualTo(Policies.json("{" + STRANGER + "}"));
    assertThat(told.statement()).isEmpty();
    assertThat(told.failures()).isEmpty();
    assertThat(told.summary()).doesNotContain("main-may-publish");
  }

  @Test
  void halfATenantIsAStranger() {
    Explanation told = explain("'repository_id':'99','repository_owner_id':'65'");
    assertThat(told.statement()).isEmpty();
    assertThat(told.failures()).isEmpty();
  }

  @Test
  void aNameThatDoesNotExistIsAnsweredLikeOneOfSomebodyElse() {
    for (TrustPolicy policy : List.of(POLICY, FULL)) {
      for (String extra : List.of("", ",'actor':'mallory'", ",'event_name':'workflow_run'")) {
        assertThat(
                explain(policy, "github", STRANGER + extra, Policies.statement("main-may-publish")))
            .isEqualTo(explain(policy, "github", STRANGER + extra, Policies.statement("nobody")))
            .isEqualTo(explain(policy, "github", STRANGER + extra, AccessRequest.EVERYTHING));
      }
    }
  }

  @Test
  void onlyTheTenantLearnsOfADeny() {
    assertThat(explain(OWN + ",'actor':'mallory'").statement()).contains("not-mallory");
    assertThat(explain(STRANGER + ",'actor':'mallory'").statement()).isEmpty();
  }

  @Test
  void onlyTheTenantLearnsOfADeniedTrigger() {
    Explanation told = explain(OWN + ",'event_name':'workflow_run'");
    assertThat(told.failures()).extracting(Failure::what).containsExactly("event_name");
    assertThat(told.summary()).isEqualTo("Jobs with the event_name workflow_run are denied.");
    assertThat(explain(STRANGER + ",'event_name':'workflow_run'").failures()).isEmpty();
  }

  @Test
  void whoMatchesLearnsWhatOfTheRequestIsTooMuch() {
    Explanation told =
        explain(
            POLICY,
            "github",
            OWN + ",'ref':'refs/heads/main','environment':'production'",
            Policies.scopes("read"));
    assertThat(told.statement()).contains("main-may-publish");
    assertThat(told.failures())
        .containsExactly(new Failure("scope", Optional.of("read"), Optional.empty()));
  }

  @Test
  void namesWithDotsAreExplainedToo() {
    Explanation told =
        explain(
            POLICY,
            "circleci",
            "'oidc.circleci.com/org-id':'o','oidc.circleci.com/project-id':'p'",
            AccessRequest.EVERYTHING);
    assertThat(told.failures())
        .extracting(Failure::what)
        .containsExactly("oidc.circleci.com/vcs-ref");
  }

  @Test
  void anOperatorSeesEverything() {
    Evaluation evaluation =
        POLICY.evaluate(
            Policies.token(POLICY, "github", "{" + STRANGER + "}"), AccessRequest.EVERYTHING);
    assertThat(evaluation.statement()).contains("main-may-publish");
    assertThat(evaluation.failures())
        .extracting(Failure::what)
        .containsExactly("repository_id", "repository_owner_id", "ref", "environment");
    assertThat(evaluation.statements())
        .extracting(StatementResult::statement)
        .containsExactly("main-may-publish", "not-mallory");
  }
}
