package dev.storekeeper.sandbox.codeartifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class RequestQuotasTest {
  private static final String PACKAGE =
      "domain=acme&repository=releases&format=pypi&package=hello&version=1.0";

  @TempDir Path state;

  private Sandbox limited(RequestQuotas quotas) throws IOException {
    try (Sandbox unlimited = new Sandbox(state)) {
      unlimited.withRepository();
    }
    return new Sandbox(state, options -> options.withQuotas(quotas));
  }

  private static HttpResponse<String> call(Sandbox sandbox, String method, String path) {
    return sandbox.send(
        HttpRequest.newBuilder(sandbox.server.baseUri().resolve(path))
            .method(method, BodyPublishers.noBody())
            .build());
  }

  /** How many calls are served without the clock moving, of one more than are asked for. */
  private static int served(Sandbox sandbox, String method, String path, int most) {
    for (int count = 0; count <= most; count++) {
      if (call(sandbox, method, path).statusCode() == 429) {
        return count;
      }
    }
    return most + 1;
  }

  @ParameterizedTest(name = "{0} {1}: {2} a second")
  @CsvSource({
    "GET, /v1/domain?domain=acme, 80",
    "POST, /v1/package/versions/delete?PACKAGE, 10",
    "POST, /v1/packages?domain=acme&repository=releases, 20",
    "POST, /v1/package/versions?domain=acme&repository=releases&format=pypi&package=hello, 20",
    "POST, /v1/package/version/assets?PACKAGE, 20",
    "GET, /v1/package/version/asset?PACKAGE&asset=a, 5",
    "POST, /v1/authorization-token?domain=acme, 4",
  })
  void aTenthOfTheServicesQuotaIsServedInASecond(String method, String path, int quota)
      throws IOException {
    try (Sandbox sandbox = limited(new RequestQuotas(0.1))) {
      sandbox.clock.advance(Duration.ofSeconds(1));
      String asked = path.replace("PACKAGE", PACKAGE);

      assertThat(served(sandbox, method, asked, quota)).isEqualTo(quota);
      sandbox.clock.advance(Duration.ofMillis(500));
      assertThat(served(sandbox, method, asked, quota)).isEqualTo(quota / 2);
      sandbox.clock.advance(Duration.ofHours(1));
      assertThat(served(sandbox, method, asked, quota)).isEqualTo(quota);
    }
  }

  @Test
  void whatGoesBeyondIsToldWhenToComeAgain() throws IOException {
    try (Sandbox sandbox = limited(new RequestQuotas(0.005))) {
      HttpResponse<String> refused = call(sandbox, "POST", "/v1/domains");
      assertThat(refused.statusCode()).isEqualTo(200);
      served(sandbox, "POST", "/v1/authorization-token?domain=acme", 1);

      HttpResponse<String> token = call(sandbox, "POST", "/v1/authorization-token?domain=acme");
      assertThat(token.statusCode()).isEqualTo(429);
      assertThat(token.headers().firstValue("x-amzn-errortype")).hasValue("ThrottlingException");
      assertThat(token.headers().firstValue("Retry-After")).hasValue("5");
      assertThat(token.body())
          .contains("0.2 GetAuthorizationToken requests of account 111111111111");

      sandbox.clock.advance(Duration.ofSeconds(4));
      assertThat(call(sandbox, "POST", "/v1/authorization-token?domain=acme").statusCode())
          .isEqualTo(429);
      sandbox.clock.advance(Duration.ofSeconds(1));
      assertThat(call(sandbox, "POST", "/v1/authorization-token?domain=acme").statusCode())
          .isEqualTo(200);
    }
  }

  @Test
  void packageRequestsCountAsReadsAndWritesAndNotAsTheApisPublications() throws IOException {
    try (Sandbox sandbox = limited(new RequestQuotas(0.2))) {
      String token = sandbox.token();
      sandbox.clock.advance(Duration.ofSeconds(1));

      for (int i = 0; i < 20; i++) {
        assertThat(sandbox.put(token, "releases", "hello/1." + i + "/a", "x").statusCode())
            .isEqualTo(201);
      }
      HttpResponse<String> refused = sandbox.put(token, "releases", "hello/2.0/a", "x");
      assertThat(refused.statusCode()).isEqualTo(429);
      assertThat(refused.headers().firstValue("Retry-After")).hasValue("1");
      assertThat(refused.body()).contains("20 write requests of account 111111111111");
      assertThat(sandbox.get(token, "hello/2.0/a").statusCode()).isEqualTo(404);
      for (int i = 0; i < 159; i++) {
        assertThat(sandbox.get(token, "hello/1.0/a").statusCode()).isEqualTo(200);
      }
      assertThat(sandbox.get(token, "hello/1.0/a").body())
          .contains("160 read requests of account 111111111111");
    }
  }

  @Test
  void requestsWithoutATokenAreLimitedByAddress() throws IOException {
    try (Sandbox sandbox = limited(new RequestQuotas(0.01))) {
      for (int i = 0; i < 6; i++) {
        assertThat(sandbox.get("bad", "hello/1.0/a").statusCode()).isEqualTo(401);
      }
      assertThat(sandbox.get("bad", "hello/1.0/a").statusCode()).isEqualTo(429);
      assertThat(sandbox.get(sandbox.token(), "hello/1.0/a").statusCode()).isEqualTo(404);
    }
  }

  @Test
  void withoutQuotasEverythingIsServed() throws IOException {
    try (Sandbox sandbox = limited(RequestQuotas.NONE)) {
      for (int i = 0; i < 100; i++) {
        assertThatCode(sandbox::token).doesNotThrowAnyException();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, -1, Double.NaN})
  void aFactorIsAboveZero(double factor) {
    assertThatThrownBy(() -> new RequestQuotas(factor)).hasMessageContaining("more than 0");
  }

  @Test
  void latencyIsAddedToEveryRequest() throws IOException {
    Duration latency = Duration.ofMillis(60);
    try (Sandbox sandbox = new Sandbox(state, options -> options.withLatency(latency))) {
      long start = System.nanoTime();
      call(sandbox, "POST", "/v1/domains");
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(latency);
    }
    assertThatThrownBy(() ->
            ServerOptions.of(0, state, Sandbox.REGION, Sandbox.ACCOUNT)
                .withLatency(Duration.ofMinutes(2)))
        .hasMessageContaining("120000 ms");
  }
}
