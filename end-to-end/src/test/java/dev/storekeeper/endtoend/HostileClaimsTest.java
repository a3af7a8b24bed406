package dev.storekeeper.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.storekeeper.endtoend.TokenEndpoint.Answer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Valid tokens that must not get what they ask for, rows 33 to 66 of docs/security.md. */
class HostileClaimsTest {
  @TempDir private static Path folder;
  private static ForgeableIssuer github;
  private static ForgeableIssuer enterprise;
  private static TrustedSandbox sandbox;
  private static TokenEndpoint endpoint;

  @BeforeAll
  static void start() throws IOException {
    github = new ForgeableIssuer();
    enterprise = new ForgeableIssuer();
    sandbox =
        TrustedSandbox.start(
            folder,
            """
            version: 1
            audience: storekeeper-test
            issuers:
              - id: github
                preset: github-actions
                issuer: %s
                require: { repository_owner_id: ["65"] }
              - id: enterprise
                preset: github-actions
                issuer: %s
                require: { repository_owner_id: ["65"] }
                audience_mode: contains
            statements:
              - id: nobody-from-dependabot
                effect: deny
                issuer: github
                when: { actor: ["dependabot[bot]"] }
              - id: main-may-publish
                issuer: github
                when:
                  repository_id: ["74"]
                  ref: [refs/heads/main]
                  ref_type: [branch]
                  ref_protected: ["true"]
                  event_name: [push]
                  workflow_ref: [{ prefix: "octo-org/app/.github/workflows/ci.yml@" }]
                grant: { domain: acme, repositories: [team], scopes: [read, publish], max_duration_seconds: 900 }
              - id: read
                issuer: github
                when: { repository_id: ["74"], event_name: [push, pull_request] }
                grant: { domain: acme, repositories: [team], scopes: [read], max_duration_seconds: 900 }
              - id: enterprise-read
                issuer: enterprise
                when: { repository_id: ["99"] }
                grant: { domain: acme, repositories: [team], scopes: [read] }
            """
                .formatted(github.url(), enterprise.url()));
    endpoint = sandbox.endpoint();
  }

  @AfterAll
  static void stop() {
    if (sandbox != null) {
      sandbox.close();
    }
    github.close();
    enterprise.close();
  }

  record Row(int row, String name, Consumer<ObjectNode> change, String scope) {
    @Override
    public String toString() {
      return row + " " + name + " asks to " + scope;
    }
  }

  static List<Row> denied() {
    return List.of(
        publish(
            51,
            "a repository whose name begins alike",
            c -> c.put("repository", "octo-org/app-evil").put("repository_id", "740")),
        publish(52, "a branch below main", c -> c.put("ref", "refs/heads/main/evil")),
        publish(54, "an escaped branch", c -> c.put("ref", "refs%2Fheads%2Fmain")),
        publish(54, "a path in a branch", c -> c.put("ref", "refs/heads/../heads/main")),
        publish(53, "a branch with a suffix", c -> c.put("ref", "refs/heads/main|x")),
        publish(55, "another case", c -> c.put("ref", "refs/heads/Main")),
        publish(55, "a Kelvin sign", c -> c.put("ref", "refs/heads/main\u212a")),
        publish(29, "full-width letters", c -> c.put("ref", "refs/heads/\uff4dain")),
        read(
            56,
            "a recycled name",
            c -> c.put("repository_id", "75").put("repository_owner_id", "66")),
        read(56, "another owner", c -> c.put("repository_owner_id", "66")),
        read(57, "pull_request_target", c -> c.put("event_name", "pull_request_target")),
        read(58, "workflow_run", c -> c.put("event_name", "workflow_run")),
        read(58, "issue_comment", c -> c.put("event_name", "issue_comment")),
        publish(
            58,
            "a dispatch on an unprotected branch",
            c -> c.put("event_name", "workflow_dispatch").put("ref_protected", "false")),
        publish(
            59,
            "a workflow of another repository",
            c -> c.put("workflow_ref", "evil/app/.github/workflows/ci.yml@refs/heads/main")),
        publish(61, "a tag named main", c -> c.put("ref", "refs/tags/main").put("ref_type", "tag")),
        read(45, "an id that is a number", c -> c.put("repository_id", 74)),
        publish(45, "a flag that is a number", c -> c.put("ref_protected", 1)),
        read(46, "an id that rounds to another", c -> c.put("repository_id", "74.0")),
        read(47, "a null id", c -> c.putNull("repository_id")),
        read(47, "no id", c -> c.remove("repository_id")),
        read(47, "an empty id", c -> c.put("repository_id", "")),
        read(64, "a caller that a statement denies", c -> c.put("actor", "dependabot[bot]")),
        publish(
            57,
            "a pull request",
            c ->
                c.put("event_name", "pull_request")
                    .put("ref", "refs/pull/5/merge")
                    .put("ref_protected", "false")));
  }

  private static Row read(int row, String name, Consumer<ObjectNode> change) {
    return new Row(row, name, change, "read");
  }

  private static Row publish(int row, String name, Consumer<ObjectNode> change) {
    return new Row(row, name, change, "publish");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("denied")
  void claimsThatDoNotMatchGetNothing(Row row) throws Exception {
    ObjectNode claims = claims();
    row.change().accept(claims);
    Answer answer = endpoint.exchange(github.token(claims), "scope", row.scope());
    assertThat(answer.status()).as(answer.toString()).isEqualTo(400);
    assertThat(answer.code()).as(answer.body()).isIn("not_allowed", "invalid_scope");
  }

  @Test
  void theSameClaimsWithNothingChangedGetWhatTheyAskFor() throws Exception {
    JsonNode granted = endpoint.exchange(github.token(claims()), "scope", "read publish").json();
    assertThat(granted.path("grant").asText()).isEqualTo("main-may-publish");
    assertThat(granted.path("scope").asText()).isEqualTo("publish read");
  }

  @Test
  void anImmutableSubIsAsGoodAsAnOldOne() throws Exception {
    ObjectNode claims = claims().put("sub", "repo:octo-org@65/app@74:ref:refs/heads/main");
    assertThat(endpoint.exchange(github.token(claims)).status()).isEqualTo(200);
  }

  @Test
  void anotherIssuersTokenWithTheSameClaimsGetsNothing() throws Exception {
    ObjectNode claims = enterprise.claims(TrustedSandbox.AUDIENCE);
    assertThat(endpoint.exchange(enterprise.token(claims)).code()).isEqualTo("not_allowed");
  }

  @Test
  void keysOfOneIssuerAreNoKeysOfAnother() throws Exception {
    ObjectNode claims = claims();
    String forged = enterprise.sign(github.header().toString(), claims.toString());
    assertThat(endpoint.exchange(forged).code()).isEqualTo("token_rejected");
  }

  @Test
  void oursAmongOtherAudiencesIsTakenOnlyWhereTheIssuerSaysSoAndWeAreTheAuthorisedParty()
      throws Exception {
    ObjectNode both = enterprise.claims("x").put("repository_id", "99");
    both.putArray("aud").add(TrustedSandbox.AUDIENCE).add("other");
    assertThat(
            endpoint
                .exchange(enterprise.token(both.deepCopy().put("azp", "other").put("jti", "a1")))
                .code())
        .isEqualTo("token_rejected");
    assertThat(
            endpoint
                .exchange(
                    enterprise.token(
                        both.deepCopy().put("azp", TrustedSandbox.AUDIENCE).put("jti", "a2")))
                .status())
        .isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "arn:aws:codeartifact:eu-west-1:111122223333:repository/acme/other",
        "arn:aws:codeartifact:eu-west-1:111122223333:repository/elsewhere/team",
        "arn:aws:codeartifact:eu-west-1:999999999999:repository/acme/team",
        "arn:aws:codeartifact:us-east-1:111122223333:repository/acme/team",
        "arn:aws:codeartifact:eu-west-1:111122223333:repository/acme/*",
        "arn:aws:s3:::bucket",
        "https://evil.example/pypi/team/",
        "team"
      })
  void anotherResourceIsRefused(String resource) throws Exception {
    Answer answer = endpoint.exchange(github.token(claims()), "resource", resource);
    assertThat(answer.status()).as(answer.body()).isEqualTo(400);
    assertThat(answer.code()).isEqualTo("invalid_target");
    assertThat(answer.json().path("error").asText()).isEqualTo("invalid_target");
  }

  @Test
  void theRepositoryMayBeNamedWithTheStacksOwnAccount() throws Exception {
    String own = "arn:aws:codeartifact:eu-west-1:111122223333:repository/acme/team";
    Answer answer = endpoint.exchange(github.token(claims()), "resource", own, "scope", "read");
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
  }

  @Test
  void moreThanTheGrantIsRefusedNotNarrowed() throws Exception {
    ObjectNode reader = claims().put("ref", "refs/heads/topic").put("ref_protected", "false");
    Answer scope = endpoint.exchange(github.token(reader), "scope", "read publish");
    assertThat(scope.code()).as(scope.body()).isEqualTo("invalid_scope");
    Answer duration =
        endpoint.exchange(github.token(claims()), "scope", "read", "duration_seconds", "901");
    assertThat(duration.code()).as(duration.body()).isEqualTo("invalid_scope");
  }

  @Test
  void whatIsLeftOutIsNarrowedToTheStatement() throws Exception {
    ObjectNode reader = claims().put("ref", "refs/heads/topic").put("ref_protected", "false");
    JsonNode granted = endpoint.exchange(github.token(reader)).json();
    assertThat(granted.path("scope").asText()).isEqualTo("read");
    assertThat(granted.path("grant").asText()).isEqualTo("read");
  }

  @Test
  void aCallerOfTheTenantLearnsWhichClaimFailedAndAStrangerDoesNot() throws Exception {
    ObjectNode topic = claims().put("ref", "refs/heads/topic").put("ref_protected", "false");
    String known =
        endpoint
            .exchange(github.token(topic), "scope", "publish", "grant", "main-may-publish")
            .body();
    assertThat(known).contains("\"what\":\"ref\"").contains("refs/heads/topic");
    assertThat(known).doesNotContain("\"expected\"");
    ObjectNode stranger = claims().put("repository_owner_id", "66");
    String unknown = endpoint.exchange(github.token(stranger), "scope", "publish").body();
    assertThat(unknown).doesNotContain("main-may-publish").contains("\"repository_owner_id\"");
  }

  @Test
  void explainingNeitherGrantsNorUsesTheToken() throws Exception {
    String token = github.token(claims());
    Answer explained = endpoint.explain(token, "scope", "read");
    assertThat(explained.status()).as(explained.body()).isEqualTo(200);
    assertThat(explained.body()).doesNotContain("access_token\":");
    assertThat(endpoint.exchange(token, "scope", "read").status()).isEqualTo(200);
  }

  private static ObjectNode claims() {
    return github.claims(TrustedSandbox.AUDIENCE);
  }
}
