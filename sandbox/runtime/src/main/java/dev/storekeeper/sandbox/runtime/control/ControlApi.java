package dev.storekeeper.sandbox.runtime.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import dev.storekeeper.sandbox.runtime.time.VirtualClock;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * Answers {@code GET /_sandbox/<view>} with a view's JSON and {@code POST /_sandbox/clock} with
 * {@code {"advance":"PT10M"}} (ISO 8601 duration, at most 400 days) by moving the clock ahead.
 */
public final class ControlApi implements HttpHandler {
  /** The path that all of this API is under. */
  public static final String PREFIX = "/_sandbox/";

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int BODY_LIMIT = 4096;
  private static final Duration ADVANCE_LIMIT = Duration.ofDays(400);
  private final VirtualClock clock;
  private final Map<String, Supplier<JsonNode>> views;

  /** An API of these views by name; a view named {@code clock} is always there. */
  public ControlApi(VirtualClock clock, Map<String, Supplier<JsonNode>> views) {
    this.clock = clock;
    this.views = new TreeMap<>(views);
    this.views.put("clock", this::time);
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    String name = exchange.getRequestURI().getPath().substring(PREFIX.length());
    Supplier<JsonNode> view = views.get(name);
    if (view == null) {
      problem(
          exchange,
          404,
          "no view \"" + name + "\"; there are " + String.join(", ", views.keySet()));
      return;
    }
    switch (exchange.getRequestMethod()) {
      case "GET" -> answer(exchange, 200, view.get());
      case "POST" -> {
        if (name.equals("clock")) {
          advance(exchange);
        } else {
          problem(exchange, 405, "only the clock takes a POST");
        }
      }
      default -> problem(exchange, 405, "expected GET, or POST for the clock");
    }
  }

  private void advance(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readNBytes(BODY_LIMIT);
    Duration by;
    try {
      by = Duration.parse(JSON.readTree(body).path("advance").asText());
    } catch (IOException | DateTimeParseException e) {
      problem(exchange, 400, "expected {\"advance\":\"PT10M\"}, an ISO 8601 duration");
      return;
    }
    if (by.isNegative() || by.compareTo(ADVANCE_LIMIT) > 0) {
      problem(exchange, 400, "expected a duration from PT0S to " + ADVANCE_LIMIT + ", not " + by);
      return;
    }
    clock.advance(by);
    answer(exchange, 200, time());
  }

  private ObjectNode time() {
    return JSON.createObjectNode().put("time", clock.instant().toString());
  }

  private static void problem(HttpExchange exchange, int status, String message)
      throws IOException {
    answer(exchange, status, JSON.createObjectNode().put("message", message));
  }

  private static void answer(HttpExchange exchange, int status, JsonNode body) throws IOException {
    byte[] bytes = (body.toPrettyString() + "\n").getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }
}
