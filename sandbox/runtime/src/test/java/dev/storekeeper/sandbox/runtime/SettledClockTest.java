package dev.storekeeper.sandbox.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.storekeeper.sandbox.runtime.http.TestClient;
import dev.storekeeper.sandbox.runtime.lambda.TestStack;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A whole sandbox whose clock is moved over many schedules. */
final class SettledClockTest {
  private static final Path JARS =
      Path.of(System.getProperty("storekeeper.root")).resolve("sandbox/dynamodb-local/target/lib");

  @TempDir private Path folder;
  private Sandbox sandbox;
  private TestClient client;

  @BeforeEach
  void start() throws IOException {
    assumeThat(JARS).isDirectory();
    Path template = folder.resolve("template.yaml");
    try (var in = SettledClockTest.class.getResourceAsStream("settled-clock.yaml")) {
      assertThat(in).isNotNull();
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      Files.writeString(
          template, text.replace("CodeUri: classes", "CodeUri: " + TestStack.testClasses()));
    }
    sandbox =
        Sandbox.start(
            SandboxOptions.forTemplate(template, folder.resolve("state"))
                .withPorts(0, 0)
                .withDynamoDbLibraries(JARS)
                .withParameters(Map.of("Diaries", folder.toString())),
            (_, _, _) -> {},
            (_, _) -> {});
    client = new TestClient(sandbox.endpoint());
  }

  @AfterEach
  void stop() {
    if (client != null) {
      client.close();
      sandbox.close();
    }
  }

  @Test
  void eachScheduleIsCarriedOutAtItsTimeBeforeTheClockMovesOn() throws IOException {
    Instant began = sandbox.clock().instant();
    HttpResponse<String> answer = advance("{\"advance\":\"P1D\",\"settle\":true}");

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    Duration moved = Duration.between(began, sandbox.clock().instant());
    assertThat(moved).isBetween(Duration.ofDays(1), Duration.ofDays(1).plusMinutes(5));
    List<Instant> direct = diary("hourly");
    assertThat(direct).hasSize(24);
    assertHourly(direct, Duration.ofMinutes(5));
    List<Instant> queued = diary("queued");
    assertThat(queued).hasSize(24);
    assertHourly(queued, Duration.ofMinutes(5));
    // The delayed message is handled when its time has come, the last one's after the end.
    List<Instant> delayed = diary("delayed");
    assertThat(delayed).hasSize(23);
    for (int i = 0; i < 23; i++) {
      assertThat(Duration.between(queued.get(i), delayed.get(i)))
          .isBetween(Duration.ofSeconds(599), Duration.ofMinutes(15));
    }
  }

  @Test
  void withoutSettlingTheLastInvocationsSeeTheEnd() throws IOException {
    Instant began = sandbox.clock().instant();
    assertThat(advance("{\"advance\":\"P1D\"}").statusCode()).isEqualTo(200);
    TestStack.await(() -> diarySize("hourly") == 24);

    assertThat(diary("hourly").getLast()).isAfter(began.plus(Duration.ofHours(23)));
  }

  private static void assertHourly(List<Instant> times, Duration slack) {
    for (int i = 1; i < times.size(); i++) {
      assertThat(Duration.between(times.get(i - 1), times.get(i)))
          .as("between %s and the one before", times.get(i))
          .isBetween(Duration.ofHours(1).minus(slack), Duration.ofHours(1).plus(slack));
    }
  }

  private HttpResponse<String> advance(String body) {
    return client.send(
        client.request("/_sandbox/clock").POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  private int diarySize(String name) {
    try {
      return diary(name).size();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private List<Instant> diary(String name) throws IOException {
    Path file = folder.resolve(name);
    List<Instant> times = new ArrayList<>();
    if (Files.exists(file)) {
      for (String line : Files.readAllLines(file)) {
        times.add(Instant.parse(line.split(" ", 2)[0]));
      }
    }
    return times;
  }
}
