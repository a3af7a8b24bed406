package dev.storekeeper.clients;

import static dev.storekeeper.clients.PlayedServices.ACCESS_TOKEN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.storekeeper.clients.Job.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The GitHub action and the GitLab template, run as those CIs run them. */
class WrappersTest extends ScriptTest {
  private static final String ARN =
      "arn:aws:codeartifact:eu-west-1:111122223333:repository/acme/team";
  private static final String HOSTILE = "x\"; touch owned; echo `touch owned` $(touch owned) *";

  WrappersTest(Shell shell) {
    super(shell);
  }

  @Test
  void theActionPassesItsInputs() throws Exception {
    assertGranted(
        action(
            Map.of(
                "tools",
                "pip, npm",
                "scope",
                "read publish",
                "repository",
                ARN + "\n" + ARN,
                "domain",
                "acme",
                "grant",
                "main",
                "duration",
                "900")));
    assertForm("pip,npm", "read publish", ARN + "," + ARN, "acme", "main", "900");
    assertThat(job.home().resolve("github/output")).content().contains("grant=main-may-publish");
  }

  @Test
  void theActionNeedsOnlyAUrl() throws Exception {
    assertGranted(action(Map.of()));
    assertThat(services.requests("/token").getFirst().form()).hasSize(3);
  }

  @Test
  void inputsOfTheActionAreNoCommands() throws Exception {
    assertGranted(action(Map.of("grant", HOSTILE)));
    assertThat(services.requests("/token").getFirst().form()).containsEntry("grant", HOSTILE);
    assertThat(job.workspace().resolve("owned")).doesNotExist();
  }

  @Test
  void theActionsOutputsAreThoseOfTheScript() throws Exception {
    assertThat(map(document("github-action/action.yml", 0).get("outputs")).values())
        .extracting(output -> String.valueOf(map(output).get("value")))
        .containsExactly(
            "${{ steps.token.outputs.grant }}", "${{ steps.token.outputs.expires-at }}");
  }

  @Test
  void theTemplatePassesItsInputsAndSetsTheVariables() throws Exception {
    Result result =
        template(
            Map.of(
                "tools",
                "pip, npm",
                "scope",
                "read publish",
                "repository",
                ARN + " " + ARN,
                "domain",
                "acme",
                "grant",
                "main",
                "duration",
                "900",
                "script",
                Job.SCRIPT.toString()));
    assertGranted(result);
    assertForm("pip,npm", "read publish", ARN + "," + ARN, "acme", "main", "900");
    assertThat(result.out()).endsWith("\nvariables: " + ACCESS_TOKEN + " none\n");
  }

  @Test
  void theTemplateRunsADownloadedScriptOnlyIfItIsTheRightOne() throws Exception {
    String url = Job.SCRIPT.toRealPath().toUri().toString();
    String digest =
        HexFormat.of()
            .formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(Job.SCRIPT)));
    job.link("sha256sum");
    assertGranted(template(Map.of("script-url", url, "script-sha256", digest)));
    for (String wrong : List.of("", digest.replace(digest.charAt(0), 'x'), "0".repeat(64))) {
      Result result = template(Map.of("script-url", url, "script-sha256", wrong));
      assertThat(result.exitCode()).as(wrong).isNotZero();
    }
    assertThat(services.requests("/token")).hasSize(1);
  }

  @Test
  void aJobOfTheTemplateEndsWhereThereIsNoToken() throws Exception {
    services.answer(Answer.refused());
    Result result = template(Map.of("script", Job.SCRIPT.toString()));
    assertThat(result.exitCode()).isEqualTo(4);
    assertThat(result.out()).doesNotContain("variables:");
  }

  @Test
  void theTemplateAsksForTheGivenAudience() throws Exception {
    Map<?, ?> token = map(hidden(Map.of("audience", "the-audience")).get("id_tokens"));
    assertThat(map(token.get("STOREKEEPER_ID_TOKEN")).get("aud")).isEqualTo("the-audience");
  }

  private Result action(Map<String, String> inputs) throws Exception {
    Map<?, ?> action = document("github-action/action.yml", 0);
    Map<?, ?> runs = map(action.get("runs"));
    Map<?, ?> step = map(list(runs.get("steps")).getFirst());
    github();
    map(step.get("env"))
        .forEach((name, value) -> {
          String input = value.toString().replaceAll("^\\$\\{\\{ inputs\\.|\\ }}$", "");
          assertThat(map(action.get("inputs")).containsKey(input)).as(input).isTrue();
          job.with(name.toString(), inputs.getOrDefault(input, ""));
        });
    job.with("STOREKEEPER_URL", services.url());
    job.with("GITHUB_ACTION_PATH", Job.CLIENTS.resolve("github-action").toRealPath().toString());
    return job.step(String.valueOf(step.get("run")));
  }

  private Result template(Map<String, String> inputs) throws Exception {
    Map<?, ?> hidden = hidden(inputs);
    gitlab();
    map(hidden.get("variables"))
        .forEach((name, value) -> job.with(name.toString(), value.toString()));
    job.with("STOREKEEPER_URL", services.url());
    List<String> lines = new ArrayList<>();
    list(hidden.get("before_script")).forEach(line -> lines.add(line.toString()));
    lines.add("echo \"variables: ${CODEARTIFACT_AUTH_TOKEN-none} ${STOREKEEPER_ID_TOKEN-none}\"");
    return job.step(String.join("\n", lines));
  }

  private static Map<?, ?> hidden(Map<String, String> inputs) throws IOException {
    String text = Files.readString(Job.CLIENTS.resolve("gitlab/template.yml"));
    Map<?, ?> declared = map(map(documents(text).getFirst().get("spec")).get("inputs"));
    for (Map.Entry<?, ?> input : declared.entrySet()) {
      Object value = map(input.getValue()).get("default");
      String name = input.getKey().toString();
      text =
          text.replace(
              "$[[ inputs." + name + " ]]",
              inputs.getOrDefault(name, value == null ? "" : value.toString()));
    }
    assertThat(text).as("every input that is used is declared").doesNotContain("$[[");
    return map(documents(text).getLast().get(".storekeeper-token"));
  }

  private void assertForm(
      String format, String scope, String resource, String audience, String grant, String life) {
    assertThat(services.requests("/token").getFirst().form())
        .containsEntry("format", format)
        .containsEntry("scope", scope)
        .containsEntry("resource", resource)
        .containsEntry("audience", audience)
        .containsEntry("grant", grant)
        .containsEntry("duration_seconds", life);
  }

  private static Map<?, ?> document(String file, int index) throws IOException {
    return documents(Files.readString(Path.of(Job.CLIENTS.toString(), file))).get(index);
  }

  private static List<Map<?, ?>> documents(String text) {
    List<Map<?, ?>> documents = new ArrayList<>();
    new Load(LoadSettings.builder().build())
        .loadAllFromString(text)
        .forEach(document -> documents.add(map(document)));
    return documents;
  }

  private static Map<?, ?> map(@Nullable Object value) {
    return value instanceof Map<?, ?> map ? map : Map.of();
  }

  private static List<?> list(@Nullable Object value) {
    return value instanceof List<?> list ? list : List.of();
  }
}
