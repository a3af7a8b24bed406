package dev.storekeeper.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.storekeeper.identity.VerifiedToken;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class DecisionTest {
  private static final TrustPolicy POLICY =
      Policies.read(
          """
          version: 1
          audience: storekeeper-test
          defaults: { duration_seconds: 1200 }
          issuers:
            - id: github
              preset: github-actions
              require: { repository_owner_id: ["65"] }
            - id: enterprise
              preset: github-actions
              issuer: https://ghe.example/_services/token
          statements:
            - id: any-may-read
              issuer: github
              when: { repository_id: ["74"] }
              grant: { domain: acme, repositories: [team, shared], scopes: [read], max_duration_seconds: 900 }
            - id: main-may-publish
              issuer: [github, enterprise]
              when: { repository_id: ["74"], ref: [refs/heads/main] }
              grant: { domain: acme, repositories: [team], scopes: [read, "publish:pypi//app*"], max_duration_seconds: 3600 }
            - id: other-may-publish
              issuer: github
              when: { repository_id: ["75"], ref: [refs/heads/main] }
              grant: { domain: other, domain_owner: "222233334444", repositories: [team], scopes: [publish] }
            - id: audited
              mode: audit
              issuer: github
              when: { repository_id: ["76"] }
              grant: { domain: acme, repositories: [team], scopes: [read] }
            - id: not-on-own-runners
              effect: deny
              issuer: github
              when: { actor: [mallory] }
            - id: maybe-not-by-night
              effect: deny
              mode: audit
              issuer: github
              when: { actor: [owl] }
          """);
  private static final String MAIN =
      "'repository_owner_id':'65','repository_id':'74','ref':'refs/heads/main'";

  private static String decision(String issuer, String claims, AccessRequest request) {
    VerifiedToken token = Policies.token(POLICY, issuer, "{" + claims + "}");
    return switch (POLICY.decide(token, request)) {
      case Decision.Allowed(Grant grant, List<String> shadow) ->
          grant.statement()
              + " "
              + grant.repositories()
              + " "
              + grant.scopes()
              + " "
              + grant.duration().toSeconds()
              + shadow(shadow);
      case Decision.Denied(DenialReason reason, Explanation _, List<String> shadow) ->
          reason.name().toLowerCase(Locale.ROOT) + shadow(shadow);
    };
  }

  private static String shadow(List<String> shadow) {
    return shadow.isEmpty() ? "" : " " + shadow;
  }

  private static Stream<Arguments> decisions() {
    AccessRequest all = AccessRequest.EVERYTHING;
    return Stream.of(
        Arguments.of("the first match wins", MAIN, all, "any-may-read [shared, team] [read] 900"),
        Arguments.of(
            "rows 64: the first that covers the whole request",
            MAIN,
            Policies.scopes("publish:pypi//app-core"),
            "main-may-publish [team] [publish:pypi//app-core] 1200"),
        Arguments.of(
            "several scopes, sorted",
            MAIN,
            Policies.scopes("read", "publish:pypi//app"),
            "main-may-publish [team] [publish:pypi//app, read] 1200"),
        Arguments.of(
            "never a union", MAIN, request("shared", "publish:pypi//app"), "invalid_scope"),
        Arguments.of("row 65: a wider scope", MAIN, Policies.scopes("publish"), "invalid_scope"),
        Arguments.of(
            "another package", MAIN, Policies.scopes("publish:pypi//web"), "invalid_scope"),
        Arguments.of(
            "a wildcard is for policies",
            MAIN,
            Policies.scopes("publish:pypi//app*"),
            "invalid_scope"),
        Arguments.of("another repository", MAIN, request("secret", "read"), "invalid_target"),
        Arguments.of(
            "one of two repositories",
            MAIN,
            request("shared", "read"),
            "any-may-read [shared] [read] 900"),
        Arguments.of(
            "a pinned statement",
            MAIN,
            Policies.statement("main-may-publish"),
            "main-may-publish [team] [publish:pypi//app*, read] 1200"),
        Arguments.of("an unknown statement", MAIN, Policies.statement("nobody"), "not_allowed"),
        Arguments.of(
            "a statement of somebody else",
            MAIN,
            Policies.statement("other-may-publish"),
            "not_allowed"),
        Arguments.of(
            "a statement that denies",
            MAIN,
            Policies.statement("not-on-own-runners"),
            "not_allowed"),
        Arguments.of(
            "row 63: nothing matches",
            "'repository_owner_id':'65','repository_id':'1'",
            all,
            "not_allowed"),
        Arguments.of(
            "nothing matches, whatever is asked for",
            "'repository_owner_id':'65','repository_id':'1'",
            Policies.scopes("publish"),
            "not_allowed"),
        Arguments.of(
            "row 56: another owner",
            "'repository_owner_id':'66','repository_id':'74'",
            all,
            "not_allowed"),
        Arguments.of("row 47: no owner", "'repository_id':'74'", all, "not_allowed"),
        Arguments.of(
            "null is no owner",
            "'repository_owner_id':null,'repository_id':'74'",
            all,
            "not_allowed"),
        Arguments.of(
            "row 45: a number is no text",
            "'repository_owner_id':'65','repository_id':74",
            all,
            "not_allowed"),
        Arguments.of(
            "row 57: a denied trigger",
            MAIN + ",'event_name':'pull_request_target'",
            all,
            "not_allowed"),
        Arguments.of(
            "another trigger",
            MAIN + ",'event_name':'push'",
            all,
            "any-may-read [shared, team] [read] 900"),
        Arguments.of("deny first", MAIN + ",'actor':'mallory'", all, "not_allowed"),
        Arguments.of(
            "deny first, even if another statement is named",
            MAIN + ",'actor':'mallory'",
            Policies.statement("any-may-read"),
            "not_allowed"),
        Arguments.of(
            "audit never denies",
            MAIN + ",'actor':'owl'",
            all,
            "any-may-read [shared, team] [read] 900 [would-deny maybe-not-by-night]"),
        Arguments.of(
            "audit never grants",
            "'repository_owner_id':'65','repository_id':'76'",
            all,
            "not_allowed [would-allow audited]"),
        Arguments.of(
            "audit never grants by name either",
            "'repository_owner_id':'65','repository_id':'76'",
            Policies.statement("audited"),
            "not_allowed [would-allow audited]"),
        Arguments.of(
            "audit speaks only of what it covers",
            "'repository_owner_id':'65','repository_id':'76'",
            Policies.scopes("publish"),
            "not_allowed"),
        Arguments.of(
            "row 61: a tag called main",
            MAIN.replace("heads", "tags"),
            Policies.scopes("publish:pypi//app"),
            "invalid_scope"),
        Arguments.of(
            "row 55: case matters",
            MAIN.replace("main", "Main"),
            Policies.scopes("publish:pypi//app"),
            "invalid_scope"));
  }

  private static AccessRequest request(String repository, String scope) {
    return new AccessRequest(
        Optional.empty(),
        Optional.of("acme"),
        Optional.empty(),
        List.of(repository),
        List.of(new Scope(scope)),
        Optional.empty());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("decisions")
  void decides(String why, String claims, AccessRequest request, String expected) {
    assertThat(decision("github", claims, request)).isEqualTo(expected);
  }

  @Test
  void sameClaimsOfAnotherIssuerAreSomebodyElse() {
    assertThat(decision("enterprise", MAIN, AccessRequest.EVERYTHING))
        .isEqualTo("main-may-publish [team] [publish:pypi//app*, read] 1200");
    assertThat(decision("enterprise", MAIN.replace("main", "x"), AccessRequest.EVERYTHING))
        .isEqualTo("not_allowed");
  }

  @ParameterizedTest
  @CsvSource({
    "899, invalid_scope",
    "900, main-may-publish [team] [publish:pypi//app] 900",
    "3600, main-may-publish [team] [publish:pypi//app] 3600",
    "3601, invalid_scope",
  })
  void aDurationIsWithinBounds(int seconds, String expected) {
    AccessRequest request =
        new AccessRequest(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            List.of(),
            List.of(new Scope("publish:pypi//app")),
            Optional.of(Duration.ofSeconds(seconds)));
    assertThat(decision("github", MAIN, request)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "74, acme,  ,             allowed",
    "74, acme,  111122223333, allowed",
    "74, acme,  222233334444, INVALID_TARGET",
    "74, other, ,             INVALID_TARGET",
    "75, other, ,             allowed",
    "75, other, 222233334444, allowed",
    "75, other, 111122223333, INVALID_TARGET",
  })
  void anOwnerIsTheStacksOwnUnlessTheGrantNamesAnother(
      String repository, String domain, String owner, String expected) {
    TrustPolicy policy = POLICY.inAccount("111122223333");
    AccessRequest request =
        new AccessRequest(
            Optional.empty(),
            Optional.of(domain),
            Optional.ofNullable(owner),
            List.of(),
            List.of(),
            Optional.empty());
    Decision decision =
        policy.decide(
            Policies.token(policy, "github", "{" + MAIN.replace("74", repository) + "}"), request);
    assertThat(decision instanceof Decision.Denied denied ? denied.reason().name() : "allowed")
        .isEqualTo(expected);
  }

  @Test
  void aTokenOfAnotherPolicyIsAnError() {
    TrustPolicy other =
        Policies.read("version: 1\naudience: x\nissuers: [{ id: gitlab, preset: gitlab }]");
    VerifiedToken token = Policies.token(other, "gitlab", "{'project_id':'1'}");
    assertThatThrownBy(() -> POLICY.decide(token, AccessRequest.EVERYTHING))
        .hasMessageContaining("issuer gitlab");
  }

  @Test
  void aPolicyWithoutStatementsAllowsNothing() {
    TrustPolicy empty =
        Policies.read("version: 1\naudience: x\nissuers: [{ id: github, preset: github-actions }]");
    VerifiedToken token = Policies.token(empty, "github", "{" + MAIN + "}");
    assertThat(empty.decide(token, AccessRequest.EVERYTHING)).isInstanceOf(Decision.Denied.class);
  }
}
