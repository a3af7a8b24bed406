package dev.storekeeper.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The main job with the clients that people use: aws cli, twine and pip. */
class PublishWithRealClientsTest {
  @TempDir private static Path folder;
  private static RunningSandbox sandbox;

  @BeforeAll
  static void start() {
    Clients.require("python3", "aws", "twine", "pip");
    sandbox = new RunningSandbox(folder.resolve("state"));
  }

  @AfterAll
  static void stop() {
    if (sandbox != null) {
      sandbox.close();
    }
  }

  @Test
  void aPackagePublishedWithTwineInstallsWithPipIsRecordedOnceAndAnnounced() throws Exception {
    Command shell = sandbox.commands(folder.resolve("home"));
    aws(shell, "create-domain", "--domain", "trial");
    aws(shell, "create-repository", "--domain", "trial", "--repository", "private");
    aws(
        shell,
        "associate-external-connection",
        "--domain",
        "trial",
        "--repository",
        "private",
        "--external-connection",
        "public:pypi");
    aws(shell, "login", "--tool", "twine", "--domain", "trial", "--repository", "private");

    Path project = pythonProject(folder.resolve("project"));
    shell
        .run(project, "python3", "-m", "build", "--no-isolation", "--wheel", "--sdist", ".")
        .succeeded();
    Path dist = project.resolve("dist");
    shell
        .run(
            project,
            "twine",
            "upload",
            "--disable-progress-bar",
            "-r",
            "codeartifact",
            dist.resolve("storekeeper_trial-0.1.0-py3-none-any.whl").toString(),
            dist.resolve("storekeeper_trial-0.1.0.tar.gz").toString())
        .succeeded();

    assertThat(
            aws(
                shell,
                "list-package-versions",
                "--domain",
                "trial",
                "--repository",
                "private",
                "--format",
                "pypi",
                "--package",
                "storekeeper-trial",
                "--query",
                "versions[].[version,status]",
                "--output",
                "text"))
        .isEqualTo("0.1.0\tPublished");

    aws(shell, "login", "--tool", "pip", "--domain", "trial", "--repository", "private");
    Path site = folder.resolve("site");
    shell
        .run("pip", "install", "--no-cache-dir", "--target", site.toString(), "storekeeper-trial")
        .succeeded();
    assertThat(
            shell
                .run(
                    "python3",
                    "-c",
                    "import sys; sys.path.insert(0, sys.argv[1]);"
                        + " import storekeeper_trial; print(storekeeper_trial.greet())",
                    site.toString())
                .succeeded())
        .isEqualTo("hello");

    RunningSandbox.await("both uploads are in the ledger", () -> records().size() >= 2);
    String id = published(records());
    RunningSandbox.await("the publication reaches both topics", () -> deliveries(id).size() >= 2);
    assertThat(records()).extracting(JsonNode::toString).hasSize(2).doesNotHaveDuplicates();
    assertThat(deliveries(id))
        .extracting(delivery -> delivery.path("topic").asText())
        .containsExactlyInAnyOrder(
            sandbox.sandbox().stack().output("PeopleTopic"),
            sandbox.sandbox().stack().output("ChatTopic"));

    aws(shell, "delete-repository", "--domain", "trial", "--repository", "private");
    aws(shell, "delete-domain", "--domain", "trial");
    assertThat(aws(shell, "list-domains", "--query", "domains[].name", "--output", "text"))
        .isEqualTo(RunningSandbox.DOMAIN);
  }

  @Test
  void twineShowsWhyAnUploadIsRefused() throws Exception {
    Command shell = sandbox.commands(folder.resolve("refused"));
    aws(
        shell,
        "login",
        "--tool",
        "twine",
        "--domain",
        RunningSandbox.DOMAIN,
        "--repository",
        RunningSandbox.REPOSITORY);
    Path project = pythonProject(folder.resolve("first"));
    shell.run(project, "python3", "-m", "build", "--no-isolation", "--sdist", ".").succeeded();
    String file = project.resolve("dist/storekeeper_trial-0.1.0.tar.gz").toString();
    String[] upload = {"twine", "upload", "--disable-progress-bar", "-r", "codeartifact", file};
    shell.run(project, upload).succeeded();
    shell.run(project, upload).succeeded();

    Files.writeString(project.resolve("storekeeper_trial.py"), "def greet():\n    return 'bye'\n");
    shell.run(project, "python3", "-m", "build", "--no-isolation", "--sdist", ".").succeeded();
    assertThat(shell.run(project, upload).failed()).contains("409");
  }

  @Test
  void anUnknownTokenIsRefused() throws Exception {
    Command shell = sandbox.commands(folder.resolve("expired"));
    String index =
        "http://aws:no-such-token@127.0.0.1:%d/%s-%s/pypi/%s/simple/"
            .formatted(
                sandbox.sandbox().endpoint().getPort(),
                RunningSandbox.DOMAIN,
                sandbox.account(),
                RunningSandbox.REPOSITORY);
    assertThat(
            shell
                .run(
                    "pip",
                    "download",
                    "-vv",
                    "--no-input",
                    "--index-url",
                    index,
                    "storekeeper-trial")
                .failed())
        .contains("401 Client Error");
  }

  private static Path pythonProject(Path project) throws IOException {
    Files.createDirectories(project);
    Files.writeString(
        project.resolve("pyproject.toml"),
        """
        [build-system]
        requires = ["setuptools"]
        build-backend = "setuptools.build_meta"

        [project]
        name = "Storekeeper.Trial"
        version = "0.1.0"
        description = "A package to try Storekeeper with"
        license = "Apache-2.0"

        [tool.setuptools]
        py-modules = ["storekeeper_trial"]
        """);
    Files.writeString(
        project.resolve("storekeeper_trial.py"), "def greet():\n    return 'hello'\n");
    return project;
  }

  private static String aws(Command shell, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("aws", "codeartifact"));
    command.addAll(List.of(arguments));
    return shell.run(command.toArray(String[]::new)).succeeded();
  }

  private static List<JsonNode> records() throws IOException, InterruptedException {
    return sandbox.records("trial", "private", "pypi", "storekeeper-trial");
  }

  private static String published(List<JsonNode> records) {
    List<String> ids =
        records.stream()
            .filter(record -> record.path("type").asText().equals("package-version.published"))
            .map(record -> record.path("id").asText())
            .toList();
    assertThat(ids).hasSize(1);
    return ids.getFirst();
  }

  private static List<JsonNode> deliveries(String recordId)
      throws IOException, InterruptedException {
    List<JsonNode> found = new ArrayList<>();
    for (JsonNode delivery : sandbox.client().control("/_sandbox/deliveries")) {
      if (delivery.path("outcome").asText().equals("PUBLISHED")
          && delivery.path("attributes").path("recordId").asText().equals(recordId)) {
        found.add(delivery);
      }
    }
    return found;
  }
}
