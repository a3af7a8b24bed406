package dev.storekeeper.clients;

import static dev.storekeeper.clients.PlayedServices.ACCESS_TOKEN;
import static dev.storekeeper.clients.PlayedServices.CI_SECRET;
import static dev.storekeeper.clients.PlayedServices.idToken;
import static org.assertj.core.api.Assertions.assertThat;

import dev.storekeeper.clients.Job.Result;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Secrets are in no argument, no child's environment, no output and no file that others read. */
class SecretsTest extends ScriptTest {
  private static final List<String> SECRETS =
      List.of(ACCESS_TOKEN, CI_SECRET, idToken(1), idToken(2));

  SecretsTest(Shell shell) {
    super(shell);
  }

  @Test
  void ofGitHub() throws Exception {
    Path journal = github().record();
    services.answer(Answer.error(503, "upstream_unavailable"));
    Result result = job.run("--tool", "npm", "--scope", "publish");
    assertGranted(result);
    assertKept(journal, result);
  }

  @Test
  void ofGitLab() throws Exception {
    Path journal = gitlab().record();
    Result result = job.run("--tool", "npm");
    assertGranted(result);
    assertKept(journal, result);
  }

  @Test
  void ofAzureDevOps() throws Exception {
    Path journal = azure().record();
    Result result = job.run("--tool", "npm");
    assertGranted(result);
    assertKept(journal, result);
  }

  @Test
  void ofStandardInput() throws Exception {
    Path journal = job.record();
    Result result = job.run(idToken(1), List.of("--id-token-file", "-", "--tool", "npm"));
    assertGranted(result);
    assertKept(journal, result);
  }

  @Test
  void ofARefusal() throws Exception {
    Path journal = github().record();
    services.answer(Answer.refused());
    assertKept(journal, job.run("--tool", "npm"));
  }

  @Test
  void ofAShellThatTracesItsCommands() throws Exception {
    Path journal = gitlab().record();
    Result result = job.step("\"%s\" -x \"%s\" --tool npm".formatted(shellPath(), Job.SCRIPT));
    assertGranted(result);
    assertKept(journal, result);
  }

  @Test
  void ofAStepThatTracesItsCommands() throws Exception {
    assertGranted(gitlab().run("--tool", "pip"));
    Result result = job.step("set -x; . \"$HOME/.storekeeper/env.sh\"; echo \"${PIP_NO_INPUT}\"");
    assertThat(result.exitCode()).as(result.err()).isZero();
    assertThat(result.err()).doesNotContain(SECRETS).contains("+ echo");
  }

  private void assertKept(Path journal, Result result) throws IOException {
    assertThat(journal).content().contains("curl").doesNotContain(SECRETS);
    String shown =
        (result.out() + result.err())
            .lines()
            .filter(line -> !line.startsWith("::add-mask::"))
            .filter(line -> !line.startsWith("##vso[task.setsecret]"))
            .filter(line -> !line.matches("##vso\\[task.setvariable [^]]*;issecret=true].*"))
            .collect(Collectors.joining("\n"));
    assertThat(shown).doesNotContain(SECRETS);
    for (Path file : job.files()) {
      String text = Files.readString(file, StandardCharsets.UTF_8);
      if (SECRETS.stream().anyMatch(text::contains)) {
        assertPrivate(file);
      }
    }
  }
}
