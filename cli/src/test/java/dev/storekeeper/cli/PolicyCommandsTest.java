package dev.storekeeper.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.storekeeper.cli.Shell.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PolicyCommandsTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String POLICY =
      """
      version: 1
      audience: storekeeper-test
      issuers:
        - { id: github, preset: github-actions, require: { repository_owner_id: ["65"] } }
      statements:
        - id: main-may-publish
          issuer: github
          when: { ref: [refs/heads/main] }
          grant: { domain: acme, repositories: [team], scopes: [read, publish] }
      tests:
        - name: main may publish
          issuer: github
          claims: { repository_owner_id: "65", ref: refs/heads/main }
          expect: { decision: allow }
      """;

  @TempDir private Path folder = Path.of("");

  private Path file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  private Path policy() throws IOException {
    return file("trust.yaml", POLICY);
  }

  private Path claims(String ref) throws IOException {
    return file(
        "claims.json",
        "{\"iss\":\"https://token.actions.githubusercontent.com\",\"repository_owner_id\":\"65\","
            + "\"ref\":\""
            + ref
            + "\"}");
  }

  @Test
  void theShippedPolicyIsFine() {
    assertThat(Shell.run("policy", "lint", "--strict", Shell.SHIPPED))
        .isEqualTo(new Result(0, Shell.SHIPPED + ": 0 errors, 0 warnings\n", ""));
    Result tests = Shell.run("policy", "test", Shell.SHIPPED);
    assertThat(tests.code()).isZero();
    assertThat(tests.out()).contains("pass  a pull request may read\n").endsWith(" 0 failed\n");
  }

  @Test
  void lintSaysWhatWhereAndWhatInstead() throws IOException {
    Result lint =
        Shell.run(
            "policy", "lint", file("trust.yaml", POLICY.replace("refs/heads/main] }", "true] }")));
    assertThat(lint.code()).isEqualTo(1);
    assertThat(lint.out())
        .contains(
            """
            trust.yaml:8:19: statements[0].when.ref[0]
              error  true, which never matches, because claims are compared as texts [not-text]
                     expected "true"
            """)
        .contains("1 warning");
  }

  @Test
  void lintKnowsACleanupPolicyByItsNameOrByItsKind() throws IOException {
    Path shipped = Shell.SHIPPED.resolveSibling("cleanup.yaml");
    assertThat(Shell.run("policy", "lint", "--strict", shipped))
        .isEqualTo(new Result(0, shipped + ": 0 errors, 0 warnings\n", ""));
    String policy =
        """
        version: 1
        domains: [acme]
        policies:
          - name: all
            versions: { when: { package: { format: [npm] } }, select: { larger_than: 1MB } }
        """;
    Result byName = Shell.run("policy", "lint", file("cleanup-of-npm.yaml", policy));
    assertThat(byName.code()).isEqualTo(1);
    assertThat(byName.out())
        .contains(
            """
            cleanup-of-npm.yaml:5:63: policies[0].versions.select
              error  nothing here says how old a version has to be, so the newest go too [no-age]
                     expected published_older_than, unread_for, or both
            """)
        .endsWith(": 1 error, 0 warnings\n");
    Path other = file("other.yaml", policy.replace("larger_than: 1MB", "unread_for: P90D"));
    Result byKind = Shell.run("policy", "lint", "--json", "--kind", "cleanup", other);
    JsonNode json = JSON.readTree(byKind.out());
    assertThat(byKind.code()).isEqualTo(1);
    assertThat(json.at("/findings/0/rule").asText()).isEqualTo("reads");
    assertThat(json.path("digest").asText()).startsWith("sha256:");
    assertThat(Shell.run("policy", "lint", other).out()).contains(": audience\n  error  nothing");
    assertThat(Shell.run("policy", "lint", "--kind", "audit", other).code()).isEqualTo(2);
  }

  @Test
  void lintCountsWarningsOnlyIfAsked() throws IOException {
    Path policy =
        file(
            "trust.yaml",
            POLICY.replace("scopes: [read", "max_duration_seconds: 7200, scopes: [read"));
    assertThat(Shell.run("policy", "lint", policy).code()).isZero();
    assertThat(Shell.run("policy", "lint", "--strict", policy).code()).isEqualTo(1);
  }

  @Test
  void lintPrintsJson() throws IOException {
    Result lint = Shell.run("policy", "lint", "--json", file("trust.yaml", "version: [1"));
    JsonNode json = JSON.readTree(lint.out());
    assertThat(lint.code()).isEqualTo(1);
    assertThat(json.path("usable").asBoolean(true)).isFalse();
    assertThat(json.at("/findings/0/rule").asText()).isEqualTo("unreadable");
    assertThat(
            JSON.readTree(Shell.run("policy", "lint", "--json", policy()).out())
                .path("digest")
                .asText())
        .startsWith("sha256:");
  }

  @Test
  void variablesComeFromTheEnvironmentAndFirstFromTheCommand() throws IOException {
    Path policy = file("trust.yaml", POLICY.replace("[\"65\"] }", "[\"${OWNER}\"] }"));
    assertThat(Shell.run("policy", "test", policy).out())
        .contains("the variable OWNER, which is not set");
    assertThat(Shell.run("policy", "test", "--set", "OWNER=65", policy).code()).isZero();
    assertThat(Shell.runWith("", Map.of("OWNER", "65"), false, "policy", "test", policy).code())
        .isZero();
    assertThat(
            Shell.runWith(
                    "", Map.of("OWNER", "65"), false, "policy", "test", "--set", "OWNER=66", policy)
                .code())
        .isEqualTo(1);
  }

  @Test
  void aFailedTestSaysWhatHappenedInstead() throws IOException {
    Path policy =
        file(
            "trust.yaml",
            POLICY.replace(
                "claims: { repository_owner_id: \"65\"", "claims: { repository_owner_id: \"66\""));
    Result test = Shell.run("policy", "test", policy);
    assertThat(test.code()).isEqualTo(1);
    assertThat(test.out())
        .contains("FAIL  main may publish")
        .contains("the request is denied as not_allowed, because of repository_owner_id")
        .contains("1 tests, 1 failed");
    assertThat(
            JSON.readTree(Shell.run("policy", "test", "--json", policy).out())
                .at("/0/passes")
                .asBoolean(true))
        .isFalse();
  }

  @Test
  void explainShowsAnAllowance() throws IOException {
    Result explain =
        Shell.run(
            "policy",
            "explain",
            "--claims",
            claims("refs/heads/main"),
            "--request",
            "scope=publish",
            policy());
    assertThat(explain.code()).isZero();
    assertThat(explain.out())
        .startsWith("NOT VERIFIED: nobody has checked signature, times and audience\n")
        .contains("ALLOWED by main-may-publish\n  grant    publish in acme/team for 900 s\n")
        .contains("  repository_owner_id  65\n");
  }

  @Test
  void explainShowsADenialWithItsCause() throws IOException {
    Result explain = Shell.run("policy", "explain", "--claims", claims("refs/heads/x"), policy());
    assertThat(explain.code()).isEqualTo(1);
    assertThat(explain.out())
        .contains("DENIED: not_allowed\n  nearest  main-may-publish\n")
        .contains("  because  ref is refs/heads/x; expected refs/heads/main\n")
        .contains("  main-may-publish  allow  enforce  no match  ref is refs/heads/x");
    JsonNode json =
        JSON.readTree(
            Shell.run("policy", "explain", "--json", "--claims", claims("refs/heads/x"), policy())
                .out());
    assertThat(json.path("verified").asBoolean(true)).isFalse();
    assertThat(json.at("/failures/0/what").asText()).isEqualTo("ref");
  }

  @Test
  void whatIsInAClaimCannotSteerATerminal() throws IOException {
    Result explain =
        Shell.run("policy", "explain", "--claims", claims("\\u001b[2J\\u202e"), policy());
    assertThat(explain.out())
        .doesNotContain("\u001b")
        .doesNotContain("\u202e")
        .contains("\\u001b[2J");
  }

  @Test
  void colourIsForTerminals() throws IOException {
    assertThat(Shell.runWith("", Map.of(), true, "policy", "test", policy()).out())
        .contains("\u001b[32mpass\u001b[0m");
    assertThat(Shell.run("policy", "test", policy()).out()).doesNotContain("\u001b");
  }

  @Test
  void aTokenThatIsNoneIsRefusedAndNotShown() throws IOException {
    Result explain =
        Shell.runWith(
            "secret.secret.secret\n",
            Map.of(),
            false,
            "policy",
            "explain",
            "--token-file",
            "-",
            policy());
    assertThat(explain.code()).isEqualTo(1);
    assertThat(explain.out() + explain.err())
        .contains("The endpoint would refuse this token")
        .doesNotContain("secret");
  }

  @Test
  void diffShowsWhichDecisionsChange() throws IOException {
    Path changed = file("new.yaml", POLICY.replace("[refs/heads/main]", "[refs/heads/release]"));
    Path claims = claims("refs/heads/release");
    Result diff = Shell.run("policy", "diff", "--claims", claims, policy(), changed);
    assertThat(diff.code()).isEqualTo(1);
    assertThat(diff.out())
        .isEqualTo(
            """
            main may publish
              - allow by main-may-publish: publish read in acme/team for 900 s
              + deny not_allowed (main-may-publish): ref
            %s
              - deny not_allowed (main-may-publish): ref
              + allow by main-may-publish: publish read in acme/team for 900 s
            2 of 2 decisions change
            """
                .formatted(claims));
    assertThat(Shell.run("policy", "diff", "--claims", folder, policy(), policy()))
        .isEqualTo(new Result(0, "0 of 2 decisions change\n", ""));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "policy lint missing.yaml",
        "policy lint --unknown",
        "policy explain",
        "policy explain --token-file a --claims b",
        "policy explain --claims missing.json",
        "policy explain --claims CLAIMS --request colour=red POLICY",
        "policy explain --claims CLAIMS --request scope=write POLICY",
        "policy explain --claims CLAIMS --request domain=a --request domain=b POLICY",
        "policy explain --claims CLAIMS --issuer nobody POLICY",
        "policy explain --claims CLAIMS --verify POLICY",
        "policy diff only-one.yaml",
        "nonsense",
      })
  void whatCannotBeUnderstoodIsSaidOnTheErrorStream(String line) throws IOException {
    String[] arguments =
        line.replace("CLAIMS", claims("x").toString())
            .replace("POLICY", policy().toString())
            .split(" ");
    Result result = Shell.run((Object[]) arguments);
    assertThat(result.code()).isEqualTo(2);
    assertThat(result.err()).isNotBlank();
    assertThat(result.out()).isEmpty();
  }

  @Test
  void helpTellsTheExitCodes() {
    for (String command : new String[] {"lint", "test", "explain", "diff"}) {
      assertThat(Shell.run("policy", command, "--help").out()).contains("Exit codes: 0 ");
    }
    assertThat(Shell.run("--help").code()).isZero();
  }
}
