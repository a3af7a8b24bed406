package dev.storekeeper.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.storekeeper.identity.Algorithm;
import dev.storekeeper.identity.AudienceMode;
import dev.storekeeper.identity.Issuer;
import dev.storekeeper.identity.KeyLocation;
import dev.storekeeper.policy.PolicyException;
import dev.storekeeper.policy.lint.Finding;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class TrustReaderTest {
  private static final String GOOD =
      """
      version: 1
      audience: storekeeper-test
      defaults: { duration_seconds: 900, explain: claims }
      issuers:
        - id: github
          preset: github-actions
          algorithms: [RS256, ES256]
          audience_mode: contains
          replay: { max_uses: 1 }
          jwks: { hosts: [keys.example] }
          max_lifetime_seconds: 600
          claims: [extra]
          enabled: false
      statements:
        - id: main-may-publish
          issuer: github
          when: { repository_id: ["74"], ref: [refs/heads/main] }
          grant: { domain: acme, repositories: [team], scopes: [read], max_duration_seconds: 3600 }
      tests:
        - name: main may read
          issuer: github
          claims: { repository_id: "74", ref: refs/heads/main }
          request: { scopes: [read] }
          expect: { decision: allow, statement: main-may-publish }
      """;

  @Test
  void anIssuerIsRead() {
    Issuer issuer = Policies.read(GOOD).issuers().getFirst();
    assertThat(issuer.url()).isEqualTo("https://token.actions.githubusercontent.com");
    assertThat(issuer.algorithms()).containsExactlyInAnyOrder(Algorithm.RS256, Algorithm.ES256);
    assertThat(issuer.audience()).isEqualTo(new AudienceMode.Contains());
    assertThat(issuer.keys()).isEqualTo(new KeyLocation.Discovery(Set.of("keys.example")));
    assertThat(issuer.maxLifetime()).isEqualTo(Duration.ofMinutes(10));
    assertThat(issuer.maxAge()).isEqualTo(Duration.ofMinutes(10));
    assertThat(issuer.enabled()).isFalse();
  }

  private static Stream<Arguments> badDocuments() {
    return Stream.of(
        bad("version: 1", "version: 2", "trust.yaml:1:10: version: version 2; expected version 1"),
        bad(
            "audience: storekeeper-test",
            "audiense: x",
            "audiense: an unknown field; expected \"audience\""),
        bad("preset: github-actions", "preset: github-action", "\"github-actions\", or one of aws"),
        bad(
            "preset: github-actions",
            "preset: circleci",
            "issuers[0].issuer: nothing; expected the URL"),
        bad("[RS256, ES256]", "[HS256]", "issuers[0].algorithms: \"HS256\"; expected one of RS256"),
        bad("[RS256, ES256]", "[none]", "issuers[0].algorithms: \"none\"; expected one of RS256"),
        bad("audience_mode: contains", "audience_mode: any", "\"any\"; expected exact, contains"),
        bad(
            "{ max_uses: 1 }",
            "{ max_uses: 0 }",
            "issuers[0].replay.max_uses: 0; expected 1 to 1000"),
        bad(
            "{ hosts: [keys.example] }",
            "{ hosts: [a.example], uri: \"https://a.example\" }",
            "hosts and uri; expected exactly one"),
        bad("{ hosts: [keys.example] }", "{ uri: \"ht tp:\" }", "issuers[0].jwks.uri"),
        bad("max_lifetime_seconds: 600", "max_lifetime_seconds: 5", "5; expected 30 to 604800"),
        bad("enabled: false", "enabled: no", "\"no\"; expected true or false"),
        bad("- id: github", "- id: git hub", "issuers[0].id: \"git hub\"; expected 1 to 48"),
        bad(
            "issuer: github\n    when",
            "issuer: githab\n    when",
            "the unknown issuer \"githab\"; expected \"github\""),
        bad("    when: {", "    if: {", "statements[0].when: nothing; expected an event pattern"),
        bad("    when: {", "    effect: deny\n    when: {", "a grant of a statement that denies"),
        bad(
            "{ repository_id: [\"74\"], ref: [refs/heads/main] }",
            "{ repository_id: \"74\" }",
            "\"repository_id\" must be an object or an array"),
        bad(
            "domain: acme",
            "domain: Acme",
            "statements[0].grant.domain: \"Acme\"; expected a domain's name"),
        bad("domain: acme", "domain: acme, domain_owner: \"1234\"", "expected the 12 digits"),
        bad(
            "domain: acme",
            "domain: acme, domain_owner: 111122223333",
            "domain_owner: 111122223333; expected text"),
        bad("[team]", "[\"te*\"]", "\"te*\"; expected a repository's name"),
        bad("[team]", "[team, team]", "repositories: something twice; expected each once"),
        bad("scopes: [read], max", "scopes: [write], max", "\"write\"; expected read, publish or"),
        bad(
            "scopes: [read], max",
            "scopes: [\"publish:pip//x\"], max",
            "the unknown format \"pip\""),
        bad(
            "scopes: [read], max",
            "scopes: [\"publish:pypi//My_App\"], max",
            "expected the normalised name without a namespace: pypi//my-app"),
        bad(
            "scopes: [read], max",
            "scopes: [\"publish:pypi/x/app\"], max",
            "which is no name of a package"),
        bad("max_duration_seconds: 3600", "max_duration_seconds: 60", "60; expected 900 to 43200"),
        bad("duration_seconds: 900", "duration_seconds: 50000", "50000; expected 900 to 43200"),
        bad("explain: claims", "explain: all", "\"all\"; expected one of claims, full"),
        bad(
            "decision: allow, statement",
            "decision: allow, code: not_allowed, statement",
            "allow with a code"),
        bad(
            "decision: allow, statement",
            "decision: maybe, statement",
            "\"maybe\"; expected one of allow, deny"),
        bad(
            "claims: { repository_id: \"74\", ref: refs/heads/main }",
            "claims: 5",
            "tests[0].claims: 5; expected a mapping"),
        bad(
            "statements:\n",
            "statements:\n  - { id: main-may-publish, effect: deny, issuer: github }\n",
            "a second statement \"main-may-publish\""));
  }

  private static Arguments bad(String replaced, String with, String problem) {
    return Arguments.of(GOOD.replace(replaced, with), problem);
  }

  @ParameterizedTest
  @MethodSource("badDocuments")
  void aBadDocumentSaysWhatAndWhere(String text, String problem) {
    assertThat(text).isNotEqualTo(GOOD);
    assertThatThrownBy(() -> Policies.read(text))
        .isInstanceOf(PolicyException.class)
        .hasMessageContaining("trust.yaml:")
        .hasMessageContaining(problem);
  }

  @Test
  void thereAreBounds() {
    StringBuilder statements = new StringBuilder();
    for (int i = 0; i < 501; i++) {
      statements.append("  - { id: s%d, effect: deny, issuer: github }\n".formatted(i));
    }
    assertThatThrownBy(
            () -> Policies.read(GOOD.replace("statements:\n", "statements:\n" + statements)))
        .hasMessageContaining("statements: 502 of them; expected at most 500");
  }

  @Test
  void theDigestIsOverWhatDecides() {
    String digest = Policies.read(GOOD).digest();
    assertThat(digest).matches("sha256:[0-9a-f]{64}");
    assertThat(Policies.read("# a comment\n" + GOOD).digest()).isEqualTo(digest);
    assertThat(Policies.read(GOOD.replace("main may read", "another test")).digest())
        .isEqualTo(digest);
    assertThat(
            Policies.read(
                    GOOD.replace(
                        "audience: storekeeper-test", "audience: ${NAME:-storekeeper-test}"))
                .digest())
        .isEqualTo(digest);
    assertThat(
            Policies.read(
                    GOOD.replace(
                        "{ repository_id: [\"74\"], ref: [refs/heads/main] }",
                        "{ ref: [refs/heads/main], repository_id: [\"74\"] }"))
                .digest())
        .isEqualTo(digest);
    assertThat(
            Policies.read(GOOD.replace("repositories: [team]", "repositories: [teams]")).digest())
        .isNotEqualTo(digest);
  }

  @Test
  void theTestsOfAPolicyAreRun() {
    assertThat(PolicyTests.run(Policies.read(GOOD))).allMatch(TestResult::passes).hasSize(1);
    assertThat(
            Policies.check(GOOD.replace("expect: { decision: allow", "expect: { decision: deny"))
                .findings())
        .singleElement()
        .extracting(Finding::why)
        .isEqualTo("the test fails: the request is allowed");
  }
}
