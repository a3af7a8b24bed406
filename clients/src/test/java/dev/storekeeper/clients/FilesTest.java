package dev.storekeeper.clients;

import static dev.storekeeper.clients.PlayedServices.ACCESS_TOKEN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.storekeeper.clients.Job.Result;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Where configuration goes, and what happens to what was there. */
class FilesTest extends ScriptTest {
  FilesTest(Shell shell) {
    super(shell);
  }

  @Test
  void contentArrivesAsItWasMeant() throws Exception {
    assertGranted(gitlab().run("--tool", "npm", "--tool", "pip"));
    assertThat(job.home().resolve(".npmrc"))
        .content()
        .isEqualTo(
            """
            registry=https://acme.example/npm/team/
            //acme.example/npm/team/:_authToken=${CODEARTIFACT_AUTH_TOKEN}
            ; "quoted" \\n \\\\ {[:,]} \t<tag> & '
            """);
    assertThat(job.home().resolve(".config/pip/pip.conf"))
        .content()
        .isEqualTo(
            "[global]\nindex-url = https://aws:"
                + ACCESS_TOKEN
                + "@acme.example/pypi/team/simple/\n");
  }

  @Test
  void filesArePrivateEvenWhereOneThatAnybodyReadsStoodBefore() throws Exception {
    job.file(".npmrc", "registry=https://elsewhere.example/\n");
    Result result = gitlab().run("--tool", "npm");
    assertGranted(result);
    assertPrivate(job.home().resolve(".npmrc"));
    assertPrivate(job.home().resolve(".config/pip/pip.conf"));
    assertPrivate(job.home().resolve(".storekeeper/env.sh"));
    Path kept = job.home().resolve(".npmrc.before-storekeeper");
    assertPrivate(kept);
    assertThat(kept).content().isEqualTo("registry=https://elsewhere.example/\n");
    assertThat(result.out()).contains("  kept      " + kept);
  }

  @Test
  void whatWasKeptIsNotLostToASecondRun() throws Exception {
    job.file(".npmrc", "first\n");
    gitlab().run("--tool", "npm");
    job.file(".npmrc", "second\n");
    assertGranted(job.run("--tool", "npm"));
    assertThat(job.home().resolve(".npmrc.before-storekeeper")).content().isEqualTo("first\n");
  }

  @Test
  void anotherFolderStandsInForTheHome() throws Exception {
    Path folder = job.home().resolve("a b/c");
    assertGranted(gitlab().run("--tool", "npm", "--config-dir", folder.toString()));
    assertThat(folder.resolve(".npmrc")).exists();
    assertThat(folder.resolve(".storekeeper/env.sh")).exists();
    assertThat(job.home().resolve(".npmrc")).doesNotExist();
  }

  @Test
  void nothingIsWrittenIntoTheWorkspace() throws Exception {
    Path inside = job.workspace().resolve("cache/../config");
    Result result = gitlab().run("--tool", "npm", "--config-dir", inside.toString());
    assertThat(result.exitCode()).isEqualTo(6);
    assertThat(result.err()).contains("inside the workspace");
    assertThat(services.requests("/token")).isEmpty();
  }

  @Test
  void aFolderWhereAFileShouldBeIsSaid() throws Exception {
    Files.createDirectories(job.home().resolve(".npmrc"));
    Result result = gitlab().run("--tool", "npm");
    assertThat(result.exitCode()).isEqualTo(6);
    assertThat(result.err()).contains("cannot write " + job.home().resolve(".npmrc"));
  }

  @Test
  void noPathOfTheEndpointLeavesTheHome() throws Exception {
    for (String path : new String[] {"~/../.npmrc", "/etc/npmrc", "~/.n pmrc", "~", "~root/x"}) {
      services.answer(config(path, "x"));
      Result result = gitlab().run("--tool", "npm");
      assertThat(result.exitCode()).as(path + result.err()).isEqualTo(1);
      assertThat(result.err()).contains("a file for npm at " + path);
    }
  }

  @Test
  void twoToolsThatDisagreeAboutAFileAreToldApart() throws Exception {
    services.answer(
        Answer.of(
            200,
            "{\"access_token\":\"t\",\"config\":{\"npm\":{\"path\":\"~/.npmrc\",\"content\":\"a\"},\"yarn\":{\"path\":\"~/.npmrc\",\"content\":\"b\"}}}"));
    Result result = gitlab().run("--tool", "npm", "--tool", "yarn");
    assertThat(result.exitCode()).isEqualTo(6);
    assertThat(result.err()).contains("yarn and another tool").contains("--config-dir");
  }

  @Test
  void anEscapeThatIsNotKnownIsNotGuessed() throws Exception {
    services.answer(config("~/.npmrc", "\\u00e9"));
    Result result = gitlab().run("--tool", "npm");
    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(job.home().resolve(".npmrc")).doesNotExist();
  }

  @Test
  void aVariableOfSeveralLinesIsRefused() throws Exception {
    services.answer(
        Answer.of(
            200,
            "{\"access_token\":\"t\",\"config\":{\"npm\":{\"env\":{\"A\":\"1\\nPATH=/tmp\"}}}}"));
    Result result = github().run("--tool", "npm");
    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.err()).contains("the variable A has several lines");
    assertThat(job.home().resolve("github/env")).content().isEqualTo("BEFORE=1\n");
  }

  @Test
  void nothingIsLeftBehind() throws Exception {
    assertGranted(gitlab().run("--tool", "npm"));
    assertThat(job.files())
        .extracting(file -> job.home().relativize(file).toString())
        .containsExactlyInAnyOrder(".npmrc", ".config/pip/pip.conf", ".storekeeper/env.sh");
  }

  private static Answer config(String path, String content) {
    return Answer.of(
        200,
        "{\"access_token\":\"t\",\"config\":{\"npm\":{\"path\":\"%s\",\"content\":\"%s\"}}}"
            .formatted(path, content));
  }
}
