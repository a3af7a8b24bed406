package dev.storekeeper.clients;

import static org.assertj.core.api.Assertions.assertThat;

import dev.storekeeper.clients.Job.Result;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The options, and what is said of wrong ones. */
class UsageTest extends ScriptTest {
  UsageTest(Shell shell) {
    super(shell);
  }

  @Test
  void everyOptionArrives() throws Exception {
    String arn = "arn:aws:codeartifact:eu-west-1:111122223333:repository/acme/team";
    assertGranted(
        gitlab()
            .run(
                "--tool",
                "pip",
                "--tool",
                "npm",
                "--scope",
                "read",
                "--scope",
                "publish:npm/@a/b&c=d",
                "--repository",
                arn,
                "--repository",
                "https://acme.example/\"x\\y?a=%20 b",
                "--domain",
                "acme",
                "--grant",
                "main",
                "--duration",
                "900"));
    assertThat(services.requests("/token").getFirst().form())
        .containsEntry("grant_type", "urn:ietf:params:oauth:grant-type:token-exchange")
        .containsEntry("subject_token_type", "urn:ietf:params:oauth:token-type:id_token")
        .containsEntry("format", "pip,npm")
        .containsEntry("scope", "read publish:npm/@a/b&c=d")
        .containsEntry("resource", arn + ",https://acme.example/\"x\\y?a=%20 b")
        .containsEntry("audience", "acme")
        .containsEntry("grant", "main")
        .containsEntry("duration_seconds", "900")
        .hasSize(9);
  }

  @Test
  void helpIsOnStandardOutput() throws Exception {
    Result result = job.run("--help");
    assertThat(result.exitCode()).isZero();
    assertThat(result.out()).startsWith("Usage: storekeeper-token.sh").contains("Exit codes:");
    assertThat(result.out().lines()).allMatch(line -> line.length() <= 120);
  }

  @Test
  void wrongOptionsAreNamed() throws Exception {
    record Case(List<String> arguments, String said) {}
    gitlab();
    for (Case wrong :
        List.of(
            new Case(List.of("--tools", "pip"), "unknown option --tools"),
            new Case(List.of("pip"), "unknown option pip"),
            new Case(List.of("--tool"), "--tool: expected one line"),
            new Case(List.of("--grant", "a\nb"), "--grant: expected one line"),
            new Case(List.of("--tool", "pip;id"), "--tool: found pip;id"),
            new Case(List.of("--tool", "dotenv"), "--tool: found dotenv"),
            new Case(List.of("--duration", "1h"), "--duration: found 1h"),
            new Case(List.of("--id-token-variable", "A;id"), "--id-token-variable: found A;id"),
            new Case(List.of("--url", "http://tokens.example"), "expected https://"),
            new Case(List.of("--url", "http://127.0.0.1.evil.example"), "expected https://"),
            new Case(List.of("--url", "https://a@b.example"), "without credentials"),
            new Case(List.of("--url", "file:///etc/passwd"), "expected https://"))) {
      Result result = job.run("", wrong.arguments());
      assertThat(result.exitCode()).as(wrong.arguments() + result.err()).isEqualTo(2);
      assertThat(result.err()).contains(wrong.said());
    }
    assertThat(services.requests("/audience")).isEmpty();
  }

  @Test
  void anUnknownCiIsSaid() throws Exception {
    Result result = job.run("--tool", "pip");
    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.err()).contains("no CI that this script knows").contains("--id-token-file");
  }

  @Test
  void aMissingUrlIsSaid() throws Exception {
    Result result = gitlab().without("STOREKEEPER_URL").run();
    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.err()).contains("--url");
  }

  @Test
  void aWrongUrlIsSaid() throws Exception {
    Result result = gitlab().run("--url", services.url() + "/elsewhere");
    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.err()).contains("/elsewhere/audience answers 404");
  }

  @Test
  void missingCurlIsSaid() throws Exception {
    Result result = gitlab().missing("curl").run();
    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.err()).contains("curl is missing");
  }

  @Test
  void curlsOwnConfigurationOfTheUserIsNotRead() throws Exception {
    job.file(".curlrc", "fail\nurl = \"http://127.0.0.1:1/\"\n");
    assertGranted(gitlab().run());
  }
}
