package dev.storekeeper.cleanup;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** A server on loopback that plays a service: remembers the requests and gives what it is told. */
public final class Loopback implements AutoCloseable {
  private final HttpServer server;
  private final List<Request> requests = Collections.synchronizedList(new ArrayList<>());
  private volatile Function<Request, Reply> replies = _ -> new Reply(500, Map.of(), "");

  /**
   * A request.
   *
   * @param headers by lower-case name
   */
  public record Request(String method, String uri, Map<String, String> headers, byte[] body) {
    /** The body as text. */
    public String text() {
      return new String(body, StandardCharsets.UTF_8);
    }

    /** A header; empty if it was not sent. */
    public String header(String name) {
      return headers.getOrDefault(name, "");
    }

    @Override
    public String toString() {
      return method + " " + uri;
    }
  }

  /** An answer. */
  public record Reply(int status, Map<String, String> headers, String body) {
    /** JSON that all went well with. */
    public static Reply json(String body) {
      return new Reply(200, Map.of("Content-Type", "application/json"), body);
    }

    /** An error of a service that speaks JSON. */
    public static Reply error(int status, String code) {
      return new Reply(
          status,
          Map.of("Content-Type", "application/json", "x-amzn-ErrorType", code),
          "{\"message\":\"because\"}");
    }
  }

  /** Starts it on a free port. */
  public Loopback() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  /** Answers like this from now on. */
  public void reply(Function<Request, Reply> function) {
    replies = function;
  }

  /** The requests so far. */
  public List<Request> requests() {
    return List.copyOf(requests);
  }

  /** Where it is. */
  public URI uri() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  private void answer(HttpExchange exchange) throws IOException {
    Map<String, String> headers = new TreeMap<>();
    exchange
        .getRequestHeaders()
        .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.getFirst()));
    Request request =
        new Request(
            exchange.getRequestMethod(),
            exchange.getRequestURI().toString(),
            headers,
            exchange.getRequestBody().readAllBytes());
    requests.add(request);
    Reply reply = replies.apply(request);
    reply.headers().forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
    byte[] body = reply.body().getBytes(StandardCharsets.UTF_8);
    boolean hasBody = !request.method().equals("HEAD") && body.length > 0;
    exchange.sendResponseHeaders(reply.status(), hasBody ? body.length : -1);
    if (hasBody) {
      exchange.getResponseBody().write(body);
    }
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
