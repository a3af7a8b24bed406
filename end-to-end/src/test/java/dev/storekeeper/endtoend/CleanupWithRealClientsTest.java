package dev.storekeeper.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.storekeeper.sandbox.tour.Multipart;
import dev.storekeeper.sandbox.tour.SampleWheel;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * A cleanup from the plan to the restored version, with the command line, the aws cli and pip. The
 * tests are the steps of one story.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class CleanupWithRealClientsTest {
  private static final List<String> VERSIONS =
      List.of("1.0rc1", "1.0rc2", "1.0", "1.1rc1", "1.1", "1.2rc1", "1.2", "2.0rc1", "2.0");
  private static final String NAME = "acme-colours";
  private static final String GONE = "1.0rc2";
  private static final String COORDINATES = "acme/team/pypi/-/" + NAME + "/";
  @TempDir private static Path folder;
  private static RunningSandbox sandbox;
  private static CleanupCommands cleanup;

  @BeforeAll
  static void growOld() throws Exception {
    Clients.require("aws", "pip");
    sandbox = new RunningSandbox(folder.resolve("state"));
    cleanup = CleanupCommands.of(sandbox, folder.resolve("home"), Map.of());
    for (String version : VERSIONS) {
      sandbox
          .client()
          .upload(
              sandbox.repository(),
              sandbox.token(),
              Multipart.uploadOf(new SampleWheel(NAME, version, 0)));
    }
    RunningSandbox.await(
        "every version is recorded",
        () -> sandbox.recordsOfType("package-version.published").size() == VERSIONS.size());
    sandbox.skip(Duration.ofDays(190));
  }

  @AfterAll
  static void stop() {
    if (sandbox != null) {
      sandbox.close();
    }
  }

  @Test
  @Order(1)
  void aPlanShowsWhatWouldGoAndChangesNothing() throws Exception {
    assertThat(cleanup.run("plan", "acme"))
        .contains(COORDINATES + GONE)
        .contains("To approve: ")
        .doesNotContain(COORDINATES + "2.0");
    sandbox.skip(Duration.ofDays(30));
    assertThat(status(GONE)).isEqualTo("Published");
  }

  @Test
  @Order(2)
  void theReportIsAPageForAnybodyWithTheLink() throws Exception {
    cleanup.run("plan", "acme");
    URI report = URI.create(cleanup.plan().path("report").asText());
    try (HttpClient http = HttpClient.newHttpClient()) {
      String page =
          http.send(HttpRequest.newBuilder(report).build(), BodyHandlers.ofString()).body();
      assertThat(page).contains(NAME).contains(GONE).contains("Content-Security-Policy");
    }
  }

  @Test
  @Order(3)
  void anotherHashApprovesNothing() throws Exception {
    assertThat(
            cleanup
                .result("approve", cleanup.plan().path("id").asText(), "--hash", "000000000000")
                .failed())
        .contains("hash");
    assertThat(cleanup.plan().path("state").asText()).isEqualToIgnoringCase("waiting");
  }

  @Test
  @Order(4)
  void afterApprovalAndNoticeItIsArchivedAndPipFindsItNoMore() throws Exception {
    String hash = cleanup.plan().path("hash").asText().replace("sha256:", "").substring(0, 12);
    cleanup.run("approve", cleanup.plan().path("id").asText(), "--hash", hash);
    RunningSandbox.await(
        "the plan's items are made",
        () ->
            cleanup.plan().path("versions").toString().contains("\"state\":\"PLANNED\"")
                || cleanup.run("explain", COORDINATES + GONE).contains("planned"));
    sandbox.skip(Duration.ofDays(8));
    RunningSandbox.await("it is archived", () -> status(GONE).equals("Archived"));
    assertThat(install(GONE).failed()).contains("No matching distribution");
    install("2.0").succeeded();
  }

  @Test
  @Order(5)
  void whatIsHeldIsNotDeleted() throws Exception {
    cleanup.run("hold", COORDINATES + "1.0rc1", "--reason", "lawsuit 17");
    sandbox.skip(Duration.ofDays(15));
    RunningSandbox.await("the other one is deleted", () -> status(GONE).equals("Deleted"));
    assertThat(status("1.0rc1")).isEqualTo("Archived");
    assertThat(cleanup.run("explain", COORDINATES + "1.0rc1")).contains("lawsuit 17");
  }

  @Test
  @Order(6)
  void theLedgerHasATombstone() throws Exception {
    JsonNode tombstone = sandbox.recordsOfType("cleanup.deleting").getFirst();
    assertThat(tombstone.at("/data/policy").asText()).isEqualTo("old-prereleases");
    assertThat(tombstone.at("/data/approvedBy").toString()).contains("arn:aws:");
    assertThat(tombstone.at("/data/assets/0/sha256").asText()).hasSize(64);
    assertThat(cleanup.run("explain", COORDINATES + GONE))
        .contains("was deleted by cleanup")
        .contains("storekeeper cleanup restore");
  }

  @Test
  @Order(7)
  void whatWasDeletedIsRestoredAndInstalls() throws Exception {
    assertThat(cleanup.run("restore", COORDINATES + GONE)).contains("published again");
    assertThat(status(GONE)).isEqualTo("Published");
    install(GONE).succeeded();
  }

  @Test
  @Order(8)
  void whatIsArchivedIsGivenBackInOneCall() throws Exception {
    cleanup.run("restore", COORDINATES + "1.0rc1");
    RunningSandbox.await("it is back", () -> status("1.0rc1").equals("Published"));
  }

  @Test
  @Order(9)
  void nothingEndedInADeadLetterQueue() throws Exception {
    assertThat(sandbox.deadLetters()).isEmpty();
  }

  private static Command.Result install(String version) throws Exception {
    return Pip.install(sandbox, folder, sandbox.repository(), NAME + "==" + version);
  }

  /** A version's status as the aws cli tells it. */
  private static String status(String version) throws Exception {
    Command.Result result =
        cleanup
            .shell()
            .run(
                "aws",
                "codeartifact",
                "describe-package-version",
                "--domain",
                RunningSandbox.DOMAIN,
                "--repository",
                RunningSandbox.REPOSITORY,
                "--format",
                "pypi",
                "--package",
                NAME,
                "--package-version",
                version,
                "--query",
                "packageVersion.status",
                "--output",
                "text");
    return result.output().contains("ResourceNotFoundException") ? "Deleted" : result.succeeded();
  }
}
