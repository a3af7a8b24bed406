package dev.storekeeper.sandbox.runtime.http;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;

/** Writes answers. */
final class Answers {
  private static final int NOTHING_SENT = -1;

  private Answers() {}

  static void send(HttpExchange exchange, AwsResponse response) throws IOException {
    response.headers().forEach(exchange.getResponseHeaders()::set);
    if (!response.contentType().isEmpty()) {
      exchange.getResponseHeaders().set("Content-Type", response.contentType());
    }
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

  /** A JSON error, unless an answer is already under way. */
  static void fault(HttpExchange exchange, int status, String code, String message)
      throws IOException {
    if (exchange.getResponseCode() == NOTHING_SENT) {
      exchange.getResponseHeaders().set("x-amzn-errortype", code);
      send(
          exchange,
          AwsResponse.json(
              status,
              JsonNodeFactory.instance.objectNode().put("__type", code).put("message", message)));
    }
  }
}
