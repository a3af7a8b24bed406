package dev.storekeeper.clients;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** A token endpoint and the ID token services of GitHub and Azure DevOps, on one loopback port. */
final class PlayedServices implements AutoCloseable {
  static final String AUDIENCE = "https://tokens.example/a?b=c";
  static final String ACCESS_TOKEN = "eyJ2ZXIiOjEs.ACCESS-token_of.CodeArtifact";
  static final String CI_SECRET = "CI-secret-for-id-tokens";

  private final HttpServer server;
  private final Queue<Answer> script = new ConcurrentLinkedQueue<>();
  private final List<Request> requests = new ArrayList<>();
  private final AtomicInteger idTokens = new AtomicInteger();

  /**
   * A request as it came.
   *
   * @param method its method
   * @param path its path
   * @param query its raw query, empty if there is none
   * @param authorization its Authorization header, empty if there is none
   * @param form the decoded parameters of the body, values of a repeated one joined by commas
   */
  record Request(
      String method, String path, String query, String authorization, Map<String, String> form) {
    Request {
      form = Map.copyOf(form);
    }
  }

  PlayedServices() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::serve);
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** What POST /token answers next; when nothing is left, it grants. */
  void answer(Answer... answers) {
    script.addAll(List.of(answers));
  }

  List<Request> requests(String path) {
    synchronized (requests) {
      return requests.stream().filter(request -> request.path().equals(path)).toList();
    }
  }

  static String idToken(int number) {
    return "eyJhbGciOiJSUzI1NiJ9.ID-token-%d.c2ln".formatted(number);
  }

  private void serve(HttpExchange exchange) throws IOException {
    Request request = read(exchange);
    synchronized (requests) {
      requests.add(request);
    }
    Answer answer =
        switch (request.path()) {
          case "/audience" -> Answer.of(200, "{\"audience\":\"" + AUDIENCE + "\"}");
          case "/github" -> idTokenAnswer(request, "value");
          case "/azure" -> idTokenAnswer(request, "oidcToken");
          case "/token" -> next();
          default -> Answer.of(404, "<html>\"not\" here</html>");
        };
    try (exchange) {
      if (answer.status() != 0) {
        answer.headers().forEach(exchange.getResponseHeaders()::set);
        byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
      }
    }
  }

  private Answer next() {
    Answer answer = script.poll();
    return answer == null ? Answer.granted(ACCESS_TOKEN) : answer;
  }

  private Answer idTokenAnswer(Request request, String member) {
    return request.authorization().toLowerCase(java.util.Locale.ROOT).startsWith("bearer ")
            && request.authorization().endsWith(CI_SECRET)
        ? Answer.of(
            200,
            "{\"count\":1,\"%s\":\"%s\"}".formatted(member, idToken(idTokens.incrementAndGet())))
        : Answer.of(401, "{}");
  }

  private static Request read(HttpExchange exchange) throws IOException {
    String query = exchange.getRequestURI().getRawQuery();
    String authorization = exchange.getRequestHeaders().getFirst("Authorization");
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    Map<String, String> form = new LinkedHashMap<>();
    for (String pair : body.isEmpty() ? new String[0] : body.split("&")) {
      String[] parts = pair.split("=", 2);
      form.merge(
          URLDecoder.decode(parts[0], StandardCharsets.UTF_8),
          URLDecoder.decode(parts[1], StandardCharsets.UTF_8),
          (first, second) -> first + "," + second);
    }
    return new Request(
        exchange.getRequestMethod(),
        exchange.getRequestURI().getPath(),
        query == null ? "" : query,
        authorization == null ? "" : authorization,
        form);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
