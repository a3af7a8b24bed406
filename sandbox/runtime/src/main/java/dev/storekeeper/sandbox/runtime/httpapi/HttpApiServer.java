package dev.storekeeper.sandbox.runtime.httpapi;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.storekeeper.sandbox.runtime.AwsException;
import dev.storekeeper.sandbox.runtime.http.Admission;
import dev.storekeeper.sandbox.runtime.http.Loopback;
import dev.storekeeper.sandbox.runtime.http.RequestIds;
import dev.storekeeper.sandbox.runtime.lambda.Functions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Serves one HTTP API on a loopback port: its functions get payload format 2.0, and what goes wrong
 * is answered as API Gateway does (404 without a route, 413 above 10 MB, 429 when throttled, 500
 * for a failed function, 503 for one that is throttled or too slow). Throttling goes by the given
 * clock, timeouts by real time. Safe for use by many threads.
 */
public final class HttpApiServer implements AutoCloseable {
  private static final int MAX_BODY = 10_485_760;
  private static final long DRAINED_AFTER_REFUSAL = 64L << 20;
  private static final int BACKLOG = 256;
  private static final int CONCURRENT_REQUESTS = 1024;
  private static final Duration GRACE = Duration.ofSeconds(2);
  private static final Set<String> NOT_PASSED_ON =
      Set.of("content-length", "transfer-encoding", "connection", "date");

  private final HttpServer server;
  private final String account;
  private final HttpApi api;
  private final Functions functions;
  private final Clock clock;
  private final Map<String, TokenBucket> buckets = new HashMap<>();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Admission admission = new Admission(CONCURRENT_REQUESTS, this::serve);

  private HttpApiServer(
      HttpServer server, String account, HttpApi api, Functions functions, Clock clock) {
    this.server = server;
    this.account = account;
    this.api = api;
    this.functions = functions;
    this.clock = clock;
    api.routes()
        .forEach(
            route -> buckets.put(route.key().text(), new TokenBucket(route.throttling(), clock)));
    server.setExecutor(threads);
    server.createContext("/", admission);
  }

  /**
   * Takes a port of 127.0.0.1, so that an API's address is known before the API is.
   *
   * @param port the port, 0 for any free one
   * @throws UncheckedIOException if the port is taken, with a message that names it
   */
  public static HttpServer bind(int port) {
    return Loopback.bind(port, BACKLOG);
  }

  /**
   * Serves an API.
   *
   * @param server what {@link #bind} gave
   * @param account the account's id
   */
  public static HttpApiServer start(
      HttpServer server, String account, HttpApi api, Functions functions, Clock clock) {
    HttpApiServer started = new HttpApiServer(server, account, api, functions, clock);
    started.server.start();
    return started;
  }

  /** Where this API is served, for example {@code http://127.0.0.1:4576}. */
  public URI endpoint() {
    return Loopback.endpoint(server);
  }

  /** Lets running requests end for up to two seconds, then closes every connection. */
  @Override
  public void close() {
    admission.stop(server, GRACE);
    threads.shutdownNow();
  }

  private void serve(HttpExchange exchange) throws IOException {
    String requestId = RequestIds.next();
    exchange.getResponseHeaders().set("apigw-requestid", requestId);
    send(exchange, answer(exchange, requestId));
  }

  private ProxyResponse answer(HttpExchange exchange, String requestId) throws IOException {
    String method = exchange.getRequestMethod();
    String origin = exchange.getRequestHeaders().getFirst("Origin");
    boolean allowedOrigin =
        api.cors().map(cors -> cors.addTo(exchange.getResponseHeaders(), origin)).orElse(false);
    if (method.equals("OPTIONS") && api.cors().isPresent()) {
      if (allowedOrigin) {
        api.cors().get().addPreflightTo(exchange.getResponseHeaders());
      }
      return new ProxyResponse(204, Map.of(), List.of(), new byte[0]);
    }
    Optional<HttpApi.Match> match = api.match(method, exchange.getRequestURI().getRawPath());
    if (match.isEmpty()) {
      return ProxyResponse.message(404, "Not Found");
    }
    TokenBucket bucket = buckets.get(match.get().route().key().text());
    if (bucket != null && !bucket.take()) {
      return ProxyResponse.message(429, "Too Many Requests");
    }
    byte[] body = exchange.getRequestBody().readNBytes(MAX_BODY + 1);
    if (body.length > MAX_BODY) {
      exchange.getRequestBody().skip(DRAINED_AFTER_REFUSAL);
      return ProxyResponse.message(413, "Request Entity Too Large");
    }
    ProxyRequest request = new ProxyRequest(account, api, requestId, clock.instant());
    return invoke(match.get().route(), request.event(exchange, match.get(), body).toString());
  }

  private ProxyResponse invoke(HttpApi.Route route, String event) {
    Future<Functions.Outcome> running =
        threads.submit(() ->
            functions.invoke(
                route.functionArn(),
                "httpapi:" + route.key().text(),
                event.getBytes(StandardCharsets.UTF_8)));
    try {
      Functions.Outcome outcome = running.get(route.timeout().toMillis(), TimeUnit.MILLISECONDS);
      return Optional.of(outcome)
          .filter(Functions.Outcome::succeeded)
          .flatMap(success -> ProxyResponse.read(success.payload()))
          .orElseGet(() -> ProxyResponse.message(500, "Internal Server Error"));
    } catch (TimeoutException e) {
      return ProxyResponse.message(503, "Service Unavailable");
    } catch (ExecutionException e) {
      return failed(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return ProxyResponse.message(503, "Service Unavailable");
    }
  }

  private static ProxyResponse failed(ExecutionException failure) {
    if (failure.getCause() instanceof AwsException refusal) {
      return refusal.retryable()
          ? ProxyResponse.message(503, "Service Unavailable")
          : ProxyResponse.message(500, "Internal Server Error");
    }
    throw new IllegalStateException("the function could not be invoked", failure.getCause());
  }

  private void send(HttpExchange exchange, ProxyResponse response) throws IOException {
    Headers headers = exchange.getResponseHeaders();
    response
        .headers()
        .forEach((name, value) -> {
          boolean corsOfApi = api.cors().isPresent() && name.startsWith("access-control-");
          if (!NOT_PASSED_ON.contains(name) && !corsOfApi) {
            headers.set(name, value);
          }
        });
    response.cookies().forEach(cookie -> headers.add("set-cookie", cookie));
    boolean bodiless =
        response.body().length == 0
            || exchange.getRequestMethod().equals("HEAD")
            || response.status() == 204
            || response.status() == 304;
    exchange.sendResponseHeaders(response.status(), bodiless ? -1 : response.body().length);
    if (!bodiless) {
      exchange.getResponseBody().write(response.body());
    }
  }
}
