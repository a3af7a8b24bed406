package dev.storekeeper.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.storekeeper.sandbox.runtime.template.Resource;
import dev.storekeeper.sandbox.tour.Multipart;
import dev.storekeeper.sandbox.tour.SampleWheel;
import dev.storekeeper.sandbox.tour.SandboxClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nothing in template.yaml is decoration: a run of the sandbox makes and uses each resource. */
class TemplateIsUsedTest {
  private static final Set<String> FUNCTIONS =
      Set.of(
          "AuditFunction",
          "AnnouncementFunction",
          "NotificationFunction",
          "TokenFunction",
          "UsageFunction",
          "CleanupPlanFunction",
          "CleanupWorkFunction",
          "CleanupControlFunction");
  @TempDir private static Path folder;
  private static RunningSandbox sandbox;

  @BeforeAll
  static void publishOnce() throws Exception {
    sandbox =
        new RunningSandbox(
            folder.resolve("state"),
            RunningSandbox.ROOT.resolve("template.yaml"),
            Map.of("CreateTrail", "true"));
    upload(new SampleWheel("used", "1.0", 0));
    exchangeOnce();
    planOnce();
    sandbox.skip(Duration.ofMinutes(61));
    RunningSandbox.await(
        "every function has ended an invocation and the mail is written",
        () -> invokedFunctions().size() == FUNCTIONS.size() && !sandbox.mails().isEmpty());
  }

  @AfterAll
  static void stop() {
    if (sandbox != null) {
      sandbox.close();
    }
  }

  @Test
  void everyResourceIsMade() throws IOException {
    Set<String> made =
        sandbox.sandbox().stack().resources().stream()
            .map(Resource::logicalId)
            .collect(Collectors.toSet());
    assertThat(made).containsAll(resourcesInTheTemplate());
  }

  @Test
  void everyFunctionRan() throws Exception {
    for (JsonNode invocation : sandbox.client().control("/_sandbox/invocations")) {
      // One that found no place comes again.
      assertThat(invocation.path("outcome").asText())
          .as(invocation.toString())
          .isIn("SUCCEEDED", "THROTTLED");
    }
    assertThat(invokedFunctions())
        .isEqualTo(FUNCTIONS.stream().map(sandbox::physicalName).collect(Collectors.toSet()));
    for (String function : FUNCTIONS) {
      assertThat(sandbox.state().resolve("logs/" + sandbox.physicalName(function) + ".log"))
          .isNotEmptyFile();
    }
  }

  @Test
  void everyAlarmIsWatchedAndSilent() throws Exception {
    sandbox.sandbox().clock().advance(Duration.ofMinutes(11));
    JsonNode alarms = sandbox.client().control("/_sandbox/alarms");
    assertThat(alarms).hasSize(16);
    for (JsonNode alarm : alarms) {
      // Those that look at hours have seen too little yet.
      assertThat(alarm.path("StateValue").asText())
          .as(alarm.toString())
          .isIn(alarm.path("Period").asInt() < 3600 ? "OK" : "INSUFFICIENT_DATA", "OK");
    }
  }

  @Test
  void theSubscribedAddressGotAReadableMail() throws Exception {
    assertThat(sandbox.mails().getFirst())
        .contains("To: " + RunningSandbox.EMAIL)
        .contains("Subject: ")
        .contains("used 1.0");
  }

  @Test
  void nothingEndedInADeadLetterQueue() throws Exception {
    assertThat(sandbox.deadLetters()).isEmpty();
  }

  private static Set<String> invokedFunctions() throws IOException, InterruptedException {
    Set<String> functions = new HashSet<>();
    for (JsonNode invocation : sandbox.client().control("/_sandbox/invocations")) {
      if (invocation.path("outcome").asText().equals("SUCCEEDED")) {
        functions.add(invocation.path("function").asText());
      }
    }
    return functions;
  }

  private static void exchangeOnce() throws IOException, InterruptedException {
    String token = sandbox.githubToken(JsonNodeFactory.instance.objectNode());
    SandboxClient.Answer answer =
        sandbox
            .client()
            .exchange(
                sandbox.sandbox().apiEndpoint().orElseThrow(), token, Map.of(), "application/json");
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
  }

  private static void planOnce() throws IOException, InterruptedException {
    sandbox
        .commands(
            folder.resolve("home"),
            Map.of("STOREKEEPER_CLEANUP_FUNCTION", sandbox.physicalName("CleanupControlFunction")))
        .run(RunningSandbox.ROOT.resolve("scripts/storekeeper").toString(), "cleanup", "plan")
        .succeeded();
  }

  private static void upload(SampleWheel wheel) throws IOException, InterruptedException {
    sandbox.client().upload(sandbox.repository(), sandbox.token(), Multipart.uploadOf(wheel));
  }

  /** Logical ids: the keys one step in below {@code Resources}. */
  private static Set<String> resourcesInTheTemplate() throws IOException {
    List<String> lines = Files.readAllLines(RunningSandbox.ROOT.resolve("template.yaml"));
    Set<String> ids =
        lines.subList(lines.indexOf("Resources:"), lines.indexOf("Outputs:")).stream()
            .filter(line -> line.matches("  [A-Za-z]+:"))
            .map(line -> line.strip().replace(":", ""))
            .collect(Collectors.toSet());
    assertThat(ids).hasSizeGreaterThan(25);
    return ids;
  }
}
