package dev.storekeeper.clients;

import static dev.storekeeper.clients.PlayedServices.ACCESS_TOKEN;
import static dev.storekeeper.clients.PlayedServices.AUDIENCE;
import static dev.storekeeper.clients.PlayedServices.CI_SECRET;
import static dev.storekeeper.clients.PlayedServices.idToken;
import static org.assertj.core.api.Assertions.assertThat;

import dev.storekeeper.clients.Job.Result;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How a job of each CI gets its token and hands it on. */
class EachCiTest extends ScriptTest {
  EachCiTest(Shell shell) {
    super(shell);
  }

  @Test
  void gitHubHandsVariablesToLaterStepsAndOutputs() throws Exception {
    Result result = github().run("--tool", "npm");
    assertGranted(result);
    PlayedServices.Request asked = services.requests("/github").getFirst();
    assertThat(asked.method()).isEqualTo("GET");
    assertThat(asked.query()).doesNotContain(AUDIENCE);
    assertThat(URLDecoder.decode(asked.query(), StandardCharsets.UTF_8))
        .isEqualTo("api-version=2.0&audience=" + AUDIENCE);
    assertThat(exchanged()).isEqualTo(idToken(1));
    assertThat(job.home().resolve("github/env"))
        .content()
        .startsWith("BEFORE=1\n")
        .contains("CODEARTIFACT_AUTH_TOKEN=" + ACCESS_TOKEN + "\n");
    assertPrivate(job.home().resolve("github/env"));
    assertThat(job.home().resolve("github/output"))
        .content()
        .isEqualTo("grant=main-may-publish\nexpires-at=2026-11-23T00:48:23Z\n");
    assertThat(result.out())
        .startsWith("::add-mask::" + idToken(1) + "\n::add-mask::" + ACCESS_TOKEN + "\n")
        .contains("  wrote     " + job.home().resolve(".npmrc") + " (npm)\n")
        .contains("  variable  CODEARTIFACT_AUTH_TOKEN\n");
  }

  @Test
  void gitLabTakesTheVariableAndWritesAFileToLoad() throws Exception {
    assertGranted(gitlab().run("--tool", "pip"));
    assertThat(exchanged()).isEqualTo(idToken(1));
    assertLoads();
  }

  @Test
  void gitLabTakesAVariableOfAnotherName() throws Exception {
    gitlab().without("STOREKEEPER_ID_TOKEN").with("OTHER_TOKEN", idToken(7));
    assertGranted(job.run("--id-token-variable", "OTHER_TOKEN"));
    assertThat(exchanged()).isEqualTo(idToken(7));
  }

  @Test
  void circleCiAsksItsCommandAndFillsBashEnv() throws Exception {
    Path bashEnv = job.file("bash.env", "");
    job.with("CIRCLECI", "true").with("BASH_ENV", bashEnv.toString());
    job.fake("circleci", "printf '%s\\n' \"$@\" >'" + arguments() + "'; echo " + idToken(3));
    assertGranted(job.run("--tool", "pip"));
    assertThat(Files.readAllLines(arguments()))
        .containsExactly("run", "oidc", "get", "--claims", "{\"aud\":\"" + AUDIENCE + "\"}");
    assertThat(exchanged()).isEqualTo(idToken(3));
    assertThat(bashEnv).content().contains("export CODEARTIFACT_AUTH_TOKEN='" + ACCESS_TOKEN + "'");
    assertPrivate(bashEnv);
  }

  @Test
  void buildkiteAsksItsAgentAndRedactsBothTokens() throws Exception {
    Path redacted = job.workspace().resolve("redacted");
    job.with("BUILDKITE", "true").with("BUILDKITE_BUILD_CHECKOUT_PATH", "" + job.workspace());
    job.fake(
        "buildkite-agent",
        "umask 077; if [ \"$1\" = redactor ]; then cat >>'%s'; else printf '%%s\\n' \"$@\" >'%s'; echo %s; fi"
            .formatted(redacted, arguments(), idToken(4)));
    assertGranted(job.run("--tool", "pip"));
    assertThat(Files.readAllLines(arguments()))
        .startsWith("oidc", "request-token", "--audience", AUDIENCE)
        .contains("organization_id", "pipeline_id");
    assertThat(exchanged()).isEqualTo(idToken(4));
    assertThat(redacted).content().isEqualTo(idToken(4) + "\n" + ACCESS_TOKEN + "\n");
    assertLoads();
  }

  @Test
  void bitbucketTakesItsOwnVariable() throws Exception {
    job.with("BITBUCKET_BUILD_NUMBER", "7").with("BITBUCKET_CLONE_DIR", "" + job.workspace());
    job.with("BITBUCKET_STEP_OIDC_TOKEN", idToken(5));
    assertGranted(job.run("--tool", "pip"));
    assertThat(exchanged()).isEqualTo(idToken(5));
    assertLoads();
  }

  @Test
  void azureDevOpsMasksAndHandsSecretVariablesOn() throws Exception {
    Result result = azure().run("--tool", "pip", "--service-connection", "s-1");
    assertGranted(result);
    PlayedServices.Request asked = services.requests("/azure").getFirst();
    assertThat(asked.method()).isEqualTo("POST");
    assertThat(asked.query()).isEqualTo("api-version=7.1&serviceConnectionId=s-1");
    assertThat(asked.authorization()).isEqualTo("Bearer " + CI_SECRET);
    assertThat(exchanged()).isEqualTo(idToken(1));
    assertThat(result.out())
        .startsWith("##vso[task.setsecret]" + idToken(1) + "\n##vso[task.setsecret]" + ACCESS_TOKEN)
        .contains(
            "##vso[task.setvariable variable=CODEARTIFACT_AUTH_TOKEN;issecret=true]" + ACCESS_TOKEN)
        .contains("##vso[task.setvariable variable=PIP_NO_INPUT]it's");
  }

  @Test
  void jenkinsTakesTheBoundCredential() throws Exception {
    job.with("JENKINS_URL", "https://ci.example/").with("WORKSPACE", "" + job.workspace());
    assertGranted(job.with("STOREKEEPER_ID_TOKEN", idToken(6)).run("--tool", "pip"));
    assertThat(exchanged()).isEqualTo(idToken(6));
    assertLoads();
  }

  @Test
  void anyOtherCiGivesAFileOrStandardInput() throws Exception {
    Path file = job.file("id token", idToken(8) + "\n");
    assertGranted(job.run("--id-token-file", file.toString()));
    assertGranted(job.run(idToken(9) + "\n", List.of("--id-token-file", "-")));
    assertThat(services.requests("/token"))
        .extracting(request -> request.form().get("subject_token"))
        .containsExactly(idToken(8), idToken(9));
  }

  @Test
  void withoutAToolTheTokenAloneIsHandedOn() throws Exception {
    services.answer(
        Answer.of(
            200,
            "{\"access_token\":\"only\",\"grant\":\"main-may-publish\",\"scope\":\"read\",\"domain\":\"acme\",\"expires_at\":\"2026-11-23T00:48:23Z\"}"));
    assertGranted(gitlab().run());
    assertThat(job.home().resolve(".storekeeper/env.sh"))
        .content()
        .containsOnlyOnce("\nexport CODEARTIFACT_AUTH_TOKEN='only'\n")
        .containsOnlyOnce("export");
    assertThat(services.requests("/token").getFirst().form()).doesNotContainKey("format");
  }

  @Test
  void printEnvLoadsIntoTheRunningShellAndPrintsNoSecret() throws Exception {
    String command = "\"%s\" \"%s\" --print-env --tool pip".formatted(shellPath(), Job.SCRIPT);
    Result printed = gitlab().step(command);
    assertThat(printed.out()).startsWith(". '").doesNotContain(ACCESS_TOKEN);
    Result loaded = job.step("eval \"$(" + command + ")\"; printf %s \"$CODEARTIFACT_AUTH_TOKEN\"");
    assertThat(loaded.out()).isEqualTo(ACCESS_TOKEN);
  }

  @Test
  void printEnvFailsTheStepThatEvaluatesIt() throws Exception {
    services.answer(Answer.refused());
    String command = "\"%s\" \"%s\" --print-env".formatted(shellPath(), Job.SCRIPT);
    Result result = gitlab().step("eval \"$(" + command + ")\"; echo went on");
    assertThat(result.exitCode()).isEqualTo(4);
    assertThat(result.out()).isEmpty();
  }

  private String exchanged() {
    return services.requests("/token").getLast().form().getOrDefault("subject_token", "");
  }

  private Path arguments() {
    return job.workspace().resolve("arguments");
  }

  private void assertLoads() throws IOException, InterruptedException {
    Path file = job.home().resolve(".storekeeper/env.sh");
    assertPrivate(file);
    Result result =
        job.step(
            ". \"$HOME/.storekeeper/env.sh\"; printf '%s|%s' \"$CODEARTIFACT_AUTH_TOKEN\""
                + " \"$PIP_NO_INPUT\"");
    assertThat(result.out()).isEqualTo(ACCESS_TOKEN + "|it's \"1\" $HOME `id` \\");
  }
}
