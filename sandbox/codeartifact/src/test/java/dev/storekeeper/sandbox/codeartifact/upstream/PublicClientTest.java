package dev.storekeeper.sandbox.codeartifact.upstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.storekeeper.sandbox.codeartifact.PublicUpstream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PublicClientTest {
  private static final PublicClient.Limits SMALL = limits(Duration.ofSeconds(20));

  private final CountDownLatch end = new CountDownLatch(1);
  private HttpServer server;
  private PublicUpstream upstream;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.setExecutor(task -> Thread.ofVirtual().start(task));
    server.start();
    upstream =
        new PublicUpstream(
            "public:pypi", URI.create("http://127.0.0.1:" + server.getAddress().getPort()));
  }

  @AfterEach
  void stop() {
    end.countDown();
    server.stop(0);
  }

  /** The path says what to answer: {@code /length/N}, {@code /chunks/N}, {@code /to/...}. */
  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String[] parts = exchange.getRequestURI().getPath().split("/", 3);
      switch (parts[1]) {
        case "length" -> send(exchange, Integer.parseInt(parts[2]), false);
        case "chunks" -> send(exchange, Integer.parseInt(parts[2]), true);
        case "status" -> exchange.sendResponseHeaders(Integer.parseInt(parts[2]), -1);
        case "silence" -> {
          exchange.sendResponseHeaders(200, 5);
          exchange.getResponseBody().write(1);
          exchange.getResponseBody().flush();
          end.await();
        }
        default -> {
          exchange.getResponseHeaders().set("Location", parts[2]);
          exchange.sendResponseHeaders(301, -1);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void send(HttpExchange exchange, int length, boolean chunked) throws IOException {
    exchange.sendResponseHeaders(200, chunked ? 0 : length);
    exchange.getResponseBody().write("x".repeat(length).getBytes(StandardCharsets.UTF_8));
  }

  private static PublicClient.Limits limits(Duration silence) {
    Duration ample = Duration.ofSeconds(20);
    return new PublicClient.Limits(ample, silence, 10, ample, 20, ample);
  }

  private String page(String path) throws IOException {
    return page(SMALL, path);
  }

  private String page(PublicClient.Limits limits, String path) throws IOException {
    Optional<PublicClient.Reply> answer =
        new PublicClient(limits).page(upstream, upstream.base().resolve(path), "*/*");
    if (answer.isEmpty()) {
      return "absent";
    }
    try (PublicClient.Reply reply = answer.get()) {
      return new String(reply.body().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void aBodyWithinTheLimitIsRead() throws IOException {
    assertThat(page("/length/10")).hasSize(10);
    assertThat(page("/chunks/10")).hasSize(10);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/length/11", "/chunks/11"})
  void aLargerBodyIsRefused(String path) {
    assertThatThrownBy(() -> page(path))
        .isInstanceOf(PublicFailure.class)
        .hasMessageContaining("larger than the limit of 10 bytes");
  }

  @Test
  void aFileHasALimitOfItsOwn() throws IOException {
    PublicClient client = new PublicClient(SMALL);
    try (PublicClient.Reply reply =
        client.file(upstream, upstream.base().resolve("/length/20")).orElseThrow()) {
      assertThat(reply.body().readAllBytes()).hasSize(20);
    }
    assertThatThrownBy(() -> client.file(upstream, upstream.base().resolve("/length/21")))
        .isInstanceOf(PublicFailure.class);
  }

  @Test
  void aServerThatFallsSilentIsGivenUp() {
    assertThatThrownBy(() -> page(limits(Duration.ofMillis(200)), "/silence/"))
        .isInstanceOf(SocketTimeoutException.class);
  }

  @ParameterizedTest
  @CsvSource({"404, absent", "410, absent"})
  void absenceIsNoFailure(int status, String expected) throws IOException {
    assertThat(page("/status/" + status)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/status/500 | answers with status 500",
        "/status/401 | answers with status 401",
        "/to/ftp://127.0.0.1/x | An address of scheme 'ftp' is not followed",
        "/to/file:///etc/hostname | An address of scheme 'file' is not followed",
        "/to/to/to/ | redirects more than 5 times"
      })
  void failuresSayWhatHappened(String path, String expected) {
    assertThatThrownBy(() -> page(path))
        .isInstanceOf(PublicFailure.class)
        .hasMessageContaining(expected);
  }

  @Test
  void aStreamThatTakesTooLongIsCutOff() {
    try (LimitedStream stream =
        new LimitedStream(
            new ByteArrayInputStream(new byte[5]), "The page", 10, Duration.ofNanos(-1))) {
      assertThatThrownBy(stream::readAllBytes).hasMessage("The page takes too long");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
