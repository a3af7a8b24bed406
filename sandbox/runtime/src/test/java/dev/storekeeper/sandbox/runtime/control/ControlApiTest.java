package dev.storekeeper.sandbox.runtime.control;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.sun.net.httpserver.HttpServer;
import dev.storekeeper.sandbox.runtime.http.Faults;
import dev.storekeeper.sandbox.runtime.time.Activity;
import dev.storekeeper.sandbox.runtime.time.VirtualClock;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ControlApiTest {
  private static final Instant START = Instant.parse("2026-11-24T10:00:00Z");
  private final VirtualClock clock = new VirtualClock(Clock.fixed(START, ZoneOffset.UTC));
  private final Faults faults = new Faults();
  private final HttpClient http = HttpClient.newHttpClient();
  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        ControlApi.PREFIX,
        new ControlApi(
            Map.of(
                "clock",
                new ClockControl(clock),
                "faults",
                new FaultControl(faults, () -> Set.of("sts", "dynamodb")),
                "queues",
                () -> JsonNodeFactory.instance.arrayNode())));
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
    clock.close();
    http.close();
  }

  @Test
  void aViewIsShown() throws Exception {
    HttpResponse<String> response = send("GET", "queues", "");
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body()).isEqualToIgnoringWhitespace("[]");
  }

  @Test
  void theClockMovesAhead() throws Exception {
    assertThat(send("POST", "clock", "{\"advance\":\"P10D\"}").body())
        .contains("2026-12-04T10:00:00Z");
    assertThat(clock.instant()).isEqualTo(Instant.parse("2026-12-04T10:00:00Z"));
  }

  @Test
  void theClockWaitsForWhatATimerSetsOff() throws Exception {
    List<String> happened = Collections.synchronizedList(new ArrayList<>());
    for (int hour = 1; hour <= 3; hour++) {
      String name = Integer.toString(hour);
      clock.schedule(
          START.plusSeconds(hour * 3600L),
          () -> {
            Activity.Work work = clock.activity().open("work " + name);
            Thread.ofVirtual()
                .start(() -> {
                  happened.add(name + " at " + clock.instant());
                  work.close();
                });
          });
    }
    String answer = send("POST", "clock", "{\"advance\":\"PT4H\",\"settle\":true}").body();

    assertThat(answer).contains("2026-11-24T14:00:00Z");
    assertThat(happened)
        .containsExactly(
            "1 at 2026-11-24T11:00:00Z", "2 at 2026-11-24T12:00:00Z", "3 at 2026-11-24T13:00:00Z");
  }

  @Test
  void faultsAreAddedShownAndForgotten() throws Exception {
    String added =
        send(
                "POST",
                "faults",
                "{\"service\":\"sts\",\"operation\":\"AssumeRole\",\"kind\":\"throttle\",\"times\":2}")
            .body();
    assertThat(added)
        .isEqualToIgnoringWhitespace(
            "[{\"service\":\"sts\",\"operation\":\"AssumeRole\",\"kind\":\"throttle\",\"times\":2}]")
        .isEqualTo(send("GET", "faults", "").body());
    assertThat(faults.pending()).hasSize(1);

    assertThat(send("DELETE", "faults", "").body()).isEqualToIgnoringWhitespace("[]");
    assertThat(faults.pending()).isEmpty();
  }

  @Test
  void aFaultCanStay() throws Exception {
    String added =
        send(
                "POST",
                "faults",
                "{\"service\":\"sts\",\"kind\":\"latency\",\"milliseconds\":5,\"times\":\"always\"}")
            .body();

    assertThat(added)
        .isEqualToIgnoringWhitespace(
            "[{\"service\":\"sts\",\"kind\":\"latency\",\"times\":\"always\",\"milliseconds\":5}]");
    assertThat(faults.pending().getFirst().times()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "GET  | nothing | ''                     | 404 | there are clock, faults, queues",
        "POST | queues  | {}                     | 405 | no POST",
        "DELETE | clock | ''                     | 405 | no DELETE",
        "PUT  | clock   | ''                     | 405 | expected GET",
        "POST | clock   | ''                     | 400 | not a JSON object",
        "POST | clock   | {                      | 400 | not JSON",
        "POST | clock   | {}                     | 400 | ISO 8601",
        "POST | clock   | {\"advance\":\"soon\"}   | 400 | ISO 8601",
        "POST | clock   | {\"advance\":\"-PT1S\"}  | 400 | not PT-1S",
        "POST | clock   | {\"advance\":\"P4000D\"} | 400 | PT9600H",
        "POST | clock   | {\"advance\":\"P1D\",\"settle\":1} | 400 | settle: found 1",
        "POST | faults  | {\"kind\":\"error\"}      | 400 | [dynamodb, sts]",
        "POST | faults  | {\"service\":\"sts\"}     | 400 | throttle, error, latency,"
            + " lost-response",
        "POST | faults  | {\"service\":\"sts\",\"kind\":\"latency\"} | 400 | 1 to 60000",
        "POST | faults  | {\"service\":\"sts\",\"kind\":\"error\",\"milliseconds\":1} | 400 | only"
            + " a latency",
        "POST | faults  | {\"service\":\"sts\",\"kind\":\"error\",\"times\":0} | 400 | at least 1",
        "POST | faults  | {\"service\":\"sts\",\"kind\":\"error\",\"times\":\"2\"} | 400 | times:"
            + " found",
        "POST | faults  | {\"service\":\"sts\",\"kind\":\"error\",\"time\":2} | 400 | unknown"
            + " member time",
      })
  void whatIsNotUnderstoodIsSaid(
      String method, String view, String body, int status, String message) throws Exception {
    HttpResponse<String> response = send(method, view, body);
    assertThat(response.statusCode()).isEqualTo(status);
    assertThat(response.body()).contains(message);
    assertThat(clock.instant()).isEqualTo(START);
    assertThat(faults.pending()).isEmpty();
  }

  private HttpResponse<String> send(String method, String view, String body) throws Exception {
    URI uri =
        URI.create("http://127.0.0.1:" + server.getAddress().getPort() + ControlApi.PREFIX + view);
    return http.send(
        HttpRequest.newBuilder(uri)
            .method(method, HttpRequest.BodyPublishers.ofString(body))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }
}
