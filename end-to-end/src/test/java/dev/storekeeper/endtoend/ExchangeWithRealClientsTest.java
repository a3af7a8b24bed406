package dev.storekeeper.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.storekeeper.sandbox.tour.Multipart;
import dev.storekeeper.sandbox.tour.SampleWheel;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A CI job's identity becomes a token that real clients can use, for what it is for and no more.
 */
class ExchangeWithRealClientsTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String PACKAGE = "storekeeper-exchanged";
  @TempDir private static Path folder;
  private static RunningSandbox sandbox;
  private static TokenEndpoint endpoint;

  @BeforeAll
  static void start() throws Exception {
    Clients.require("python3", "pip", "twine");
    sandbox = new RunningSandbox(folder.resolve("state"));
    endpoint = new TokenEndpoint(sandbox.sandbox().apiEndpoint().orElseThrow());
    String token =
        sandbox
            .client()
            .codeArtifact(
                "POST", "/v1/authorization-token", Map.of("domain", RunningSandbox.DOMAIN))
            .path("authorizationToken")
            .asText();
    sandbox
        .client()
        .upload(
            repository(RunningSandbox.REPOSITORY),
            token,
            Multipart.uploadOf(new SampleWheel(PACKAGE, "1.0", 0)));
    sandbox
        .client()
        .codeArtifact(
            "POST",
            "/v1/repository",
            Map.of("domain", RunningSandbox.DOMAIN, "repository", "other"));
  }

  @AfterAll
  static void stop() {
    if (sandbox != null) {
      endpoint.close();
      sandbox.close();
    }
  }

  @Test
  void oneCurlGivesAConfigurationWithWhichPipInstalls() throws Exception {
    Clients.require("curl");
    Command shell = sandbox.commands(folder.resolve("curl"));
    Path home = folder.resolve("curl");
    Path form = home.resolve("form");
    Files.writeString(form, TokenEndpoint.form(pullRequest(), "scope", "read", "format", "pip"));
    Path configuration = home.resolve("pip.conf");
    shell
        .run(
            "curl",
            "--silent",
            "--show-error",
            "--fail-with-body",
            "--header",
            "Accept: text/plain",
            "--data",
            "@" + form,
            "--output",
            configuration.toString(),
            sandbox.sandbox().apiEndpoint().orElseThrow() + "/token")
        .succeeded();

    Command pip = sandbox.commands(home, Map.of("PIP_CONFIG_FILE", configuration.toString()));
    pip.run(
            "pip",
            "install",
            "--no-cache-dir",
            "--target",
            home.resolve("site").toString(),
            PACKAGE)
        .succeeded();
    assertThat(home.resolve("site/storekeeper_exchanged.py")).exists();
  }

  @Test
  void aTokenToReadNeitherPublishesNorReadsAnotherRepository() throws Exception {
    String token = granted("read").path("access_token").asText();
    assertThat(get(RunningSandbox.REPOSITORY, token)).isEqualTo(200);
    assertThat(get("other", token)).isEqualTo(403);
    Command shell = sandbox.commands(folder.resolve("reader"));
    Path wheel = wheel(folder.resolve("reader"), "1.1");
    assertThat(twine(shell, token, wheel).failed()).contains("403");
  }

  @Test
  void aTokenToPublishPublishes() throws Exception {
    JsonNode granted = granted("publish");
    assertThat(granted.path("expires_in").asInt()).isBetween(840, 900);
    Command shell = sandbox.commands(folder.resolve("publisher"));
    Path wheel = wheel(folder.resolve("publisher"), "2.0");
    twine(shell, granted.path("access_token").asText(), wheel).succeeded();
    RunningSandbox.await(
        "the publication is recorded", () -> sandbox.records("pypi", PACKAGE).size() >= 2);
  }

  @Test
  void aGrantIsRecordedWithWhereItCameFrom() throws Exception {
    JsonNode granted = granted("read");
    String request = granted.path("request_id").asText();
    RunningSandbox.await("the grant is recorded", () -> !grant(request).isEmpty());
    JsonNode record = grant(request).getFirst();
    assertThat(record.at("/data/policyDigest").asText()).matches("sha256:[0-9a-f]{64}");
    assertThat(record.toString())
        .contains(granted.path("token_sha256").asText())
        .contains("octo-org/octo-repo")
        .doesNotContain(granted.path("access_token").asText());
    JsonNode sessions = sandbox.client().control("/_sandbox/sessions");
    assertThat(sessions.toString()).contains(granted.path("grant").asText());
  }

  @ParameterizedTest
  @ValueSource(strings = {"sh", "dash", "bash"})
  void theClientScriptConfiguresPip(String shellName) throws Exception {
    Clients.require(shellName, "curl");
    Path home = folder.resolve("script-" + shellName);
    Path workspace = Files.createDirectories(folder.resolve("workspace-" + shellName));
    Path variables = Files.createDirectories(home).resolve("github.env");
    Files.createFile(variables);
    Command job =
        sandbox.commands(
            home,
            Map.of(
                "GITHUB_ACTIONS",
                "true",
                "GITHUB_WORKSPACE",
                workspace.toString(),
                "GITHUB_ENV",
                variables.toString(),
                "ACTIONS_ID_TOKEN_REQUEST_URL",
                sandbox.sandbox().endpoint()
                    + RunningSandbox.GITHUB
                    + "/actions-token?api-version=2.0",
                "ACTIONS_ID_TOKEN_REQUEST_TOKEN",
                "sandbox"));
    String script = RunningSandbox.ROOT.resolve("clients/storekeeper-token.sh").toString();
    String output =
        job.run(
                workspace,
                shellName,
                script,
                "--url",
                sandbox.sandbox().apiEndpoint().orElseThrow().toString(),
                "--tool",
                "pip",
                "--tool",
                "npm",
                "--scope",
                "read")
            .succeeded();
    assertThat(output).contains("::add-mask::").contains("github-");
    Path npmrc = home.resolve(".npmrc");
    assertThat(npmrc).exists();
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(npmrc)))
        .isEqualTo("rw-------");

    String index =
        Files.readAllLines(variables).stream()
            .filter(line -> line.startsWith("PIP_INDEX_URL="))
            .findFirst()
            .orElseThrow()
            .substring("PIP_INDEX_URL=".length());
    Command pip = sandbox.commands(home, Map.of("PIP_INDEX_URL", index));
    pip.run(
            "pip",
            "install",
            "--no-cache-dir",
            "--target",
            home.resolve("site").toString(),
            PACKAGE)
        .succeeded();
  }

  @Test
  void theClientScriptShowsWhyItIsRefused() throws Exception {
    Clients.require("sh", "curl");
    Path home = folder.resolve("refused");
    Path token = Files.createDirectories(home).resolve("id-token");
    Files.writeString(token, pullRequest());
    Command job = sandbox.commands(home);
    String output =
        job.run(
                "sh",
                RunningSandbox.ROOT.resolve("clients/storekeeper-token.sh").toString(),
                "--url",
                sandbox.sandbox().apiEndpoint().orElseThrow().toString(),
                "--id-token-file",
                token.toString(),
                "--tool",
                "twine",
                "--scope",
                "publish")
            .failed();
    assertThat(output).contains("refs/pull/17/merge").contains("repository").contains("scope");
    assertThat(output).doesNotContain(Files.readString(token).substring(0, 60));
  }

  private static JsonNode granted(String scope) throws IOException, InterruptedException {
    TokenEndpoint.Answer answer =
        endpoint.exchange(sandbox.githubToken(JSON.createObjectNode()), "scope", scope);
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    return answer.json();
  }

  private static String pullRequest() throws IOException, InterruptedException {
    ObjectNode claims =
        JSON.createObjectNode()
            .put("event_name", "pull_request")
            .put("ref", "refs/pull/17/merge")
            .put("ref_protected", "false");
    return sandbox.githubToken(claims);
  }

  private static List<JsonNode> grant(String request) throws IOException, InterruptedException {
    return sandbox.recordsOfType("token.granted").stream()
        .filter(record -> record.toString().contains(request))
        .toList();
  }

  private static int get(String repository, String token) throws IOException, InterruptedException {
    URI page = repository(repository).resolve("simple/" + PACKAGE + "/");
    return sandbox.client().download(page, token).statusCode();
  }

  private static Path wheel(Path home, String version) throws IOException {
    SampleWheel wheel = new SampleWheel(PACKAGE, version, 0);
    Path file = Files.createDirectories(home).resolve(wheel.fileName());
    Files.write(file, wheel.content());
    return file;
  }

  private static Command.Result twine(Command shell, String token, Path wheel)
      throws IOException, InterruptedException {
    Path configuration = wheel.resolveSibling("pypirc");
    Files.writeString(
        configuration,
        """
        [distutils]
        index-servers = codeartifact
        [codeartifact]
        repository = %s
        username = aws
        password = %s
        """
            .formatted(repository(RunningSandbox.REPOSITORY), token));
    return shell.run(
        "twine",
        "upload",
        "--disable-progress-bar",
        "--config-file",
        configuration.toString(),
        "-r",
        "codeartifact",
        wheel.toString());
  }

  private static URI repository(String name) {
    return sandbox
        .sandbox()
        .endpoint()
        .resolve("/%s-%s/pypi/%s/".formatted(RunningSandbox.DOMAIN, sandbox.account(), name));
  }
}
