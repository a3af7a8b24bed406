package dev.storekeeper.codeartifact.pace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.codeartifact.CodeartifactClient;
import software.amazon.awssdk.services.codeartifact.model.AccessDeniedException;
import software.amazon.awssdk.services.codeartifact.model.InternalServerException;

/** A client against a server that answers as it is told. */
class PacedCodeArtifactTest {
  private final Queue<String> said = new ConcurrentLinkedQueue<>();
  private final Queue<Answer> answers = new ArrayDeque<>();
  private final CallCount count = new CallCount();
  private final HttpServer server = server();
  private final CodeartifactClient client =
      PacedCodeArtifact.client(
          CodeartifactClient.builder()
              .endpointOverride(URI.create("http://127.0.0.1:" + server.getAddress().getPort()))
              .region(Region.EU_WEST_1)
              .credentialsProvider(
                  StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
              .httpClient(UrlConnectionHttpClient.create())
              .overrideConfiguration(configuration ->
                  configuration
                      .apiCallAttemptTimeout(Duration.ofMillis(1))
                      .apiCallTimeout(Duration.ofMillis(1))),
          new SayingPace(),
          count);

  private record Answer(int status, String type) {}

  private final class SayingPace implements Pace {
    @Override
    public void await(String operation) {
      said.add("wait " + operation);
    }

    @Override
    public void throttled(String operation) {
      said.add("throttled " + operation);
    }
  }

  private static HttpServer server() {
    try {
      return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @BeforeEach
  void start() {
    server.createContext(
        "/",
        exchange -> {
          said.add("request");
          Answer answer = Optional.ofNullable(answers.poll()).orElse(new Answer(200, ""));
          if (!answer.type.isEmpty()) {
            exchange.getResponseHeaders().set("x-amzn-ErrorType", answer.type);
          }
          byte[] body = "{\"packages\":[]}".getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(answer.status, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void stop() {
    client.close();
    server.stop(0);
  }

  private void listPackages() {
    client.listPackages(request -> request.domain("acme").repository("team"));
  }

  @Test
  void aCallWaitsForItsTurnAndIsCounted() {
    listPackages();
    assertThat(said).containsExactly("wait ListPackages", "request");
    assertThat(count.byOperation()).isEqualTo(Map.of("ListPackages", 1L));
  }

  @ParameterizedTest
  @CsvSource({"429, ''", "429, ThrottlingException", "400, ThrottlingException:"})
  void aThrottledCallIsReportedAndWaitsForAnotherTurn(int status, String type) {
    answers.add(new Answer(status, type));
    listPackages();
    assertThat(said)
        .containsExactly(
            "wait ListPackages",
            "request",
            "throttled ListPackages",
            "wait ListPackages",
            "request");
    assertThat(count.total()).isEqualTo(2);
  }

  @Test
  void afterFiveAttemptsTheCallFails() {
    for (int i = 0; i < 6; i++) {
      answers.add(new Answer(500, "InternalServerException"));
    }
    assertThatThrownBy(this::listPackages).isInstanceOf(InternalServerException.class);
    assertThat(count.total()).isEqualTo(5);
    assertThat(said).doesNotContain("throttled ListPackages");
  }

  @Test
  void anotherErrorIsNoThrottling() {
    answers.add(new Answer(403, "AccessDeniedException"));
    assertThatThrownBy(this::listPackages).isInstanceOf(AccessDeniedException.class);
    assertThat(said).containsExactly("wait ListPackages", "request");
  }
}
