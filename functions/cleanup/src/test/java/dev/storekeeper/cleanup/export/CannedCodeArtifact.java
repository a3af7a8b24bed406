package dev.storekeeper.cleanup.export;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.codeartifact.CodeartifactClient;

/** CodeArtifact's API on loopback, with answers that a test gives it. */
public final class CannedCodeArtifact implements AutoCloseable {
  private record Reply(int status, byte[] body, Map<String, String> headers) {}

  private final HttpServer server;
  private final CodeartifactClient client;
  private final Map<String, Deque<Reply>> replies = new ConcurrentHashMap<>();
  private final List<String> requests = Collections.synchronizedList(new ArrayList<>());
  private Headers headers = new Headers();
  private byte[] body = {};

  /** One that knows no answers yet. */
  public CannedCodeArtifact() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
    client =
        CodeartifactClient.builder()
            .region(Region.EU_WEST_1)
            .endpointOverride(URI.create("http://127.0.0.1:" + server.getAddress().getPort()))
            .credentialsProvider(
                StaticCredentialsProvider.create(AwsBasicCredentials.create("id", "key")))
            .httpClient(UrlConnectionHttpClient.create())
            .overrideConfiguration(
                configuration -> configuration.retryStrategy(DefaultRetryStrategy.doNotRetry()))
            .build();
  }

  /** A client that asks it. */
  public CodeartifactClient client() {
    return client;
  }

  /** Answers a path once; several answers come one after the other, the last for ever. */
  public void answer(String path, int status, String json) {
    answer(path, status, json.getBytes(StandardCharsets.UTF_8), Map.of());
  }

  /** The same with any bytes and with headers. */
  public void answer(String path, int status, byte[] bytes, Map<String, String> extra) {
    replies
        .computeIfAbsent(path, absent -> new ArrayDeque<>())
        .add(new Reply(status, bytes, extra));
  }

  /** Methods, paths and queries. */
  public List<String> requests() {
    return requests;
  }

  /** A header of the last request. */
  public String header(String name) {
    return String.valueOf(headers.getFirst(name));
  }

  /** The body of the last request. */
  public byte[] body() {
    return body;
  }

  @Override
  public void close() {
    client.close();
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      body = exchange.getRequestBody().readAllBytes();
      headers = exchange.getRequestHeaders();
      requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
      Deque<Reply> queue =
          Optional.ofNullable(replies.get(exchange.getRequestURI().getPath())).orElseThrow();
      Reply reply = queue.size() > 1 ? queue.removeFirst() : queue.getFirst();
      reply.headers().forEach(exchange.getResponseHeaders()::set);
      exchange.sendResponseHeaders(
          reply.status(), reply.body().length == 0 ? -1 : reply.body().length);
      exchange.getResponseBody().write(reply.body());
    }
  }
}
