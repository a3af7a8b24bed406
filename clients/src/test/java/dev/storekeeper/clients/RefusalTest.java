package dev.storekeeper.clients;

import static org.assertj.core.api.Assertions.assertThat;

import dev.storekeeper.clients.Job.Result;
import org.junit.jupiter.api.Test;

/** What a person reads when there is no token. */
class RefusalTest extends ScriptTest {
  RefusalTest(Shell shell) {
    super(shell);
  }

  @Test
  void theExplanationAndTheClaimsAreShown() throws Exception {
    services.answer(Answer.refused());
    Result result = github().run("--tool", "npm");
    assertThat(result.exitCode()).isEqualTo(4);
    assertThat(result.err())
        .startsWith(
            """
            storekeeper: refused: No statement lets this job do that. (not_allowed)
              request   01J-refused
              why       The nearest statement asks for another "ref".
              nearest   main-may-publish
              no match  ref: found refs/heads/x, expected refs/heads/main
              no match  environment: found nothing
              claims of this job
                sub                        repo:octo-org/octo-repo:ref:refs/heads/x
                repository_id              74
            """)
        .contains("    oidc.circleci.com/project-id p-1\n")
        .contains("    groups_direct.1            b\n")
        .contains("    runner_id                  7\n")
        .doesNotContain("head_ref");
    assertThat(job.home().resolve(".npmrc")).doesNotExist();
    assertThat(job.home().resolve("github/env")).content().isEqualTo("BEFORE=1\n");
  }

  @Test
  void claimsAreNeitherCommandsOfTheCiNorOfTheTerminal() throws Exception {
    services.answer(Answer.refused());
    Result result = github().run();
    assertThat(result.err())
        .contains("refs/heads/x# #vso[task.setvariable variable=PATH]evil")
        .doesNotContain("##vso[", "\u001b")
        .doesNotContainPattern("(?m)^\\s*::");
  }

  @Test
  void aRejectedTokenComesWithWhatToCheck() throws Exception {
    services.answer(Answer.error(400, "token_rejected"));
    Result result = gitlab().run();
    assertThat(result.exitCode()).isEqualTo(4);
    assertThat(result.err()).contains("(token_rejected)").contains(PlayedServices.AUDIENCE);
  }

  @Test
  void aUsedTokenComesWithWhatToCheck() throws Exception {
    services.answer(Answer.error(400, "token_already_used"));
    assertThat(gitlab().run().err()).contains("(token_already_used)").contains("max_uses");
  }

  @Test
  void aFaultOfTheEndpointIsNoRefusal() throws Exception {
    services.answer(Answer.error(500, "internal"));
    Result result = gitlab().run();
    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.err()).contains("answers 500").contains("request 01J-x");
  }

  @Test
  void aPageInsteadOfAnAnswerIsSaid() throws Exception {
    services.answer(Answer.of(200, "<html>\"welcome\" {to} [the] proxy, dear: user</html>"));
    Result result = gitlab().run();
    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.err()).contains("answers without a token");
  }

  @Test
  void aTokenThatCouldSmuggleALineIsRefused() throws Exception {
    services.answer(Answer.granted("abc\\nPATH=/tmp"));
    Result result = github().run();
    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(job.home().resolve("github/env")).content().isEqualTo("BEFORE=1\n");
  }

  @Test
  void gitHubWithoutPermissionSaysWhichOne() throws Exception {
    Result result = github().without("ACTIONS_ID_TOKEN_REQUEST_TOKEN").run();
    assertThat(result.exitCode()).isEqualTo(3);
    assertThat(result.err()).contains("permissions: { id-token: write").contains("fork");
  }

  @Test
  void gitHubThatGivesNoTokenIsNamed() throws Exception {
    Result result = github().with("ACTIONS_ID_TOKEN_REQUEST_TOKEN", "wrong").run();
    assertThat(result.exitCode()).isEqualTo(3);
    assertThat(result.err()).contains("github gives no ID token: HTTP 401");
  }

  @Test
  void gitLabWithoutATokenSaysWhatTheJobNeeds() throws Exception {
    Result result = gitlab().without("STOREKEEPER_ID_TOKEN").run();
    assertThat(result.exitCode()).isEqualTo(3);
    assertThat(result.err())
        .contains("id_tokens: { STOREKEEPER_ID_TOKEN: { aud: \"" + PlayedServices.AUDIENCE);
  }

  @Test
  void azureDevOpsWithoutAccessTokenSaysWhatTheStepNeeds() throws Exception {
    Result result = azure().without("SYSTEM_ACCESSTOKEN").run();
    assertThat(result.exitCode()).isEqualTo(3);
    assertThat(result.err()).contains("env: { SYSTEM_ACCESSTOKEN: $(System.AccessToken) }");
  }

  @Test
  void aCommandOfTheCiThatFailsIsQuoted() throws Exception {
    job.with("CIRCLECI", "true").fake("circleci", "echo 'Error: no context' >&2; exit 1");
    Result result = job.run();
    assertThat(result.exitCode()).isEqualTo(3);
    assertThat(result.err()).contains("circleci gives no ID token: Error: no context");
  }
}
