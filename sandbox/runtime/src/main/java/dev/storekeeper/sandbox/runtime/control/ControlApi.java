package dev.storekeeper.sandbox.runtime.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import dev.storekeeper.sandbox.runtime.AwsException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/** Answers at {@code /_sandbox/<name>} with what the resource of that name shows and does. */
public final class ControlApi implements HttpHandler {
  /** The path that all of this API is under. */
  public static final String PREFIX = "/_sandbox/";

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int BODY_LIMIT = 4096;

  private final Map<String, ControlResource> resources;

  /** An API of these resources by name. */
  public ControlApi(Map<String, ControlResource> resources) {
    this.resources = new TreeMap<>(resources);
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    String name = exchange.getRequestURI().getPath().substring(PREFIX.length());
    try {
      answer(exchange, 200, call(exchange, name));
    } catch (AwsException e) {
      answer(exchange, e.status(), JSON.createObjectNode().put("message", e.getMessage()));
    }
  }

  private JsonNode call(HttpExchange exchange, String name) throws IOException {
    ControlResource resource = resources.get(name);
    if (resource == null) {
      throw new AwsException(
          404,
          "NotFound",
          "nothing is called \"" + name + "\"; there are " + String.join(", ", resources.keySet()));
    }
    return switch (exchange.getRequestMethod()) {
      case "GET" -> resource.get();
      case "POST" -> resource.post(body(exchange));
      case "DELETE" -> resource.delete();
      default -> throw new AwsException(405, "MethodNotAllowed", "expected GET, POST or DELETE");
    };
  }

  private static JsonNode body(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readNBytes(BODY_LIMIT);
    try {
      JsonNode json = JSON.readTree(body);
      if (json.isObject()) {
        return json;
      }
    } catch (IOException e) {
      throw new AwsException(400, "ValidationException", "the body is not JSON");
    }
    throw new AwsException(400, "ValidationException", "the body is not a JSON object");
  }

  private static void answer(HttpExchange exchange, int status, JsonNode body) throws IOException {
    byte[] bytes = (body.toPrettyString() + "\n").getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }
}
