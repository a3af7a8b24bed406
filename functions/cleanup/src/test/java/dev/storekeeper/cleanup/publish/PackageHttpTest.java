package dev.storekeeper.cleanup.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import dev.storekeeper.cleanup.export.ExportedAsset;
import dev.storekeeper.cleanup.export.GeneratedStream;
import dev.storekeeper.cleanup.export.TestBucket;
import dev.storekeeper.cleanup.publish.PublishException.Kind;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.exception.AbortedException;

class PackageHttpTest {
  private static final EndpointToken TOKEN = new EndpointToken("secret");
  private static final long LARGE = 64L << 20;

  private final List<String> requests = Collections.synchronizedList(new ArrayList<>());
  private final RecordedPace pace = new RecordedPace();
  private final PackageHttp http =
      new PackageHttp(pace.ofEndpoints(), Duration.ofMinutes(1), Duration.ofSeconds(20));
  private HttpHandler handler = exchange -> answer(exchange, 200, "");
  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
          handler.handle(exchange);
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void aLostAnswerIsAskedForAgain() throws PublishException {
    handler =
        exchange -> {
          if (requests.size() == 1) {
            exchange.close();
          } else {
            answer(exchange, 201, "");
          }
        };

    put();

    assertThat(requests).containsExactly("PUT /maven/r/x", "PUT /maven/r/x");
    assertThat(pace.pauses).containsExactly(Duration.ofSeconds(1));
  }

  @Test
  void theServiceSaysHowLongToWaitButNotForEver() throws PublishException {
    handler =
        exchange -> {
          exchange.getResponseHeaders().set("Retry-After", requests.size() == 1 ? "7" : "3600");
          answer(exchange, requests.size() < 3 ? 429 : 200, "");
        };

    put();

    assertThat(pace.pauses).containsExactly(Duration.ofSeconds(7), Duration.ofSeconds(20));
  }

  @Test
  void everyRequestWaitsForItsTurnAndIsCountedAndThrottlingSlowsOthersDown() throws Exception {
    handler = exchange -> answer(exchange, requests.size() == 1 ? 429 : 200, "");
    put();
    handler = exchange -> answer(exchange, requests.size() == 3 ? 503 : 404, "");
    assertThat(http.get(place(), "x")).isEmpty();

    assertThat(pace.turns)
        .containsExactly(
            "PublishToRepository",
            "PublishToRepository",
            "ReadFromRepository",
            "ReadFromRepository");
    assertThat(pace.throttled).containsExactly("PublishToRepository");
    assertThat(pace.calls.byOperation())
        .isEqualTo(Map.of("PublishToRepository", 2L, "ReadFromRepository", 2L));
  }

  @Test
  void whoIsInterruptedBeforeItsTurnSendsNothing() {
    pace.interruption = AbortedException.create("interrupted");

    assertThat(failure(this::put).kind()).isEqualTo(Kind.TRANSIENT);
    assertThat(requests).isEmpty();
  }

  @Test
  void noRedirectIsFollowed() {
    handler =
        exchange -> {
          exchange.getResponseHeaders().set("Location", "http://127.0.0.1:1/elsewhere");
          answer(exchange, 307, "");
        };

    assertThat(failure(this::put).getMessage()).contains("the answer is 307");
    assertThat(requests).hasSize(1);
  }

  @Test
  void whatTheServiceSaysIsOneBoundedLine() {
    handler = exchange -> answer(exchange, 400, "first\r\n\tsecond " + "x".repeat(5_000));

    assertThat(failure(this::put).getMessage())
        .contains("400, first second x")
        .endsWith("...")
        .hasSizeLessThan(500);
  }

  @Test
  void wrongBytesNeverArriveAsAWhole() {
    List<Integer> received = Collections.synchronizedList(new ArrayList<>());
    handler =
        exchange -> {
          received.add(exchange.getRequestBody().readAllBytes().length);
          answer(exchange, 200, "");
        };
    byte[] wrong = new byte[100];
    ExportedAsset asset =
        new ExportedAsset(
            "x",
            100,
            TestBucket.hash(new byte[] {1}),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            "key");

    assertThat(
            failure(() ->
                http.send(
                    "PUT",
                    place(),
                    "x",
                    "a/b",
                    Body.of(asset, () -> new ByteArrayInputStream(wrong)))))
        .hasMessageContaining("no answer");
    assertThat(received).doesNotContain(100);
  }

  @Test
  void largeBodiesAreSentAsTheyAreRead() throws Exception {
    AtomicLong produced = new AtomicLong();
    AtomicLong ahead = new AtomicLong();
    AtomicLong received = new AtomicLong();
    handler =
        exchange -> {
          byte[] buffer = new byte[1 << 16];
          InputStream in = exchange.getRequestBody();
          for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
            received.addAndGet(read);
            ahead.accumulateAndGet(produced.get() - received.get() * 3 / 4, Math::max);
          }
          answer(exchange, 200, "");
        };
    Body body =
        Body.of(
            Body.of(Samples.utf8("{\"data\":\"")),
            new Body(
                Base64Stream.length(LARGE),
                () -> new Base64Stream(new GeneratedStream(LARGE, produced))),
            Body.of(Samples.utf8("\"}")));

    http.send("PUT", place(), "x", "application/json", body);

    assertThat(received).hasValue(body.length());
    assertThat(ahead.get()).isLessThan(LARGE / 2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://example.com/npm/r/",
        "https://example.com/npm/r",
        "https://aws:x@example.com/npm/r/",
        "https://example.com/npm/r/?q=/",
        "ftp://example.com/",
        "http://127.0.0.1.example.com/"
      })
  void aTokenIsNotSentJustAnywhere(String address) {
    assertThat(failure(() -> Place.of(URI.create(address), TOKEN)).kind()).isEqualTo(Kind.REFUSED);
  }

  @ParameterizedTest
  @CsvSource({"a b, a%20b", "1.0+x, 1.0%2Bx", "\u00fc, %C3%BC", "a/b, a%2Fb", "~-_., ~-_."})
  void segmentsAreEncoded(String text, String segment) throws PublishException {
    assertThat(Place.segment(text)).isEqualTo(segment);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".", ".."})
  void noSegmentLeadsElsewhere(String text) {
    assertThat(failure(() -> Place.segment(text)).kind()).isEqualTo(Kind.REFUSED);
  }

  @Test
  void theTokensTextFormDoesNotShowIt() throws PublishException {
    assertThat(TOKEN.toString()).isEqualTo("[withheld]");
    assertThat(place().toString()).doesNotContain("secret");
    assertThat(TOKEN.withheld("a secret " + TOKEN.basic()))
        .isEqualTo("a [withheld] Basic [withheld]");
  }

  private void put() throws PublishException {
    http.send("PUT", place(), "x", "text/plain", Body.of(Samples.utf8("body")));
  }

  private Place place() throws PublishException {
    return Place.of(
        URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/maven/r/"), TOKEN);
  }

  private static PublishException failure(ThrowingCallable call) {
    List<PublishException> caught = new ArrayList<>();
    assertThatExceptionOfType(PublishException.class).isThrownBy(call).satisfies(caught::add);
    return caught.getFirst();
  }

  private static void answer(HttpExchange exchange, int status, String text) throws IOException {
    try (exchange) {
      exchange.getRequestBody().readAllBytes();
      byte[] bytes = Samples.utf8(text);
      exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }
}
