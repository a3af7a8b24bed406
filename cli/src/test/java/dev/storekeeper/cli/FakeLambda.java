package dev.storekeeper.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Map;

/** Lambda's Invoke on loopback: gives the answers that it is told, and keeps the requests. */
final class FakeLambda implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpServer server;
  private final Deque<Reply> replies = new ArrayDeque<>();
  private final List<JsonNode> requests = Collections.synchronizedList(new ArrayList<>());
  private final List<String> paths = Collections.synchronizedList(new ArrayList<>());

  private record Reply(int status, boolean failed, String body) {}

  FakeLambda() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  /** The next answer, with more fields. */
  FakeLambda answers(String outcome, String message, String fields) throws IOException {
    ObjectNode json = JSON.createObjectNode().put("schema", 1);
    json.put("outcome", outcome).put("message", message);
    json.setAll((ObjectNode) JSON.readTree(fields));
    replies.add(new Reply(200, false, json.toString()));
    return this;
  }

  void replies(int status, boolean failed, String body) {
    replies.add(new Reply(status, failed, body));
  }

  Shell.Result run(Object... arguments) {
    return Shell.runWith(
        "",
        Map.of(
            "AWS_ENDPOINT_URL",
            "http://127.0.0.1:" + server.getAddress().getPort(),
            "STOREKEEPER_CLEANUP_FUNCTION",
            "control"),
        false,
        arguments);
  }

  List<JsonNode> requests() {
    return List.copyOf(requests);
  }

  List<String> paths() {
    return List.copyOf(paths);
  }

  String host() {
    return "127.0.0.1:" + server.getAddress().getPort();
  }

  private void answer(HttpExchange exchange) throws IOException {
    paths.add(exchange.getRequestURI().getPath());
    requests.add(JSON.readTree(exchange.getRequestBody().readAllBytes()));
    Reply reply = replies.isEmpty() ? new Reply(400, false, "{}") : replies.remove();
    if (reply.failed()) {
      exchange.getResponseHeaders().set("X-Amz-Function-Error", "Unhandled");
    }
    if (reply.status() == 404) {
      exchange.getResponseHeaders().set("x-amzn-ErrorType", "ResourceNotFoundException");
    }
    byte[] body = reply.body().getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(reply.status(), body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
