package dev.storekeeper.sandbox.codeartifact.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import dev.storekeeper.sandbox.codeartifact.ServiceException;
import dev.storekeeper.sandbox.codeartifact.store.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Complete answers; each closes the exchange. */
public final class Responses {
  private static final int BUFFER_BYTES = 1 << 16;
  private static final int LARGEST_DRAINED_BODY = 64 << 20;

  private Responses() {}

  /** Answers with JSON. */
  public static void json(HttpExchange exchange, int status, JsonNode body) throws IOException {
    send(exchange, status, "application/json", Json.text(body));
  }

  /** Answers with text for people. */
  public static void text(HttpExchange exchange, int status, String body) throws IOException {
    send(exchange, status, "text/plain; charset=utf-8", body + "\n");
  }

  /** Refuses as the API does: error type in a header, message and resource in JSON. */
  public static void error(HttpExchange exchange, ServiceException refusal) throws IOException {
    ObjectNode body = Json.object().put("message", refusal.getMessage());
    refusal
        .resource()
        .ifPresent(
            resource -> body.put("resourceId", resource.id()).put("resourceType", resource.type()));
    exchange.getResponseHeaders().set("x-amzn-errortype", refusal.code());
    json(exchange, refusal.status(), body);
  }

  /** Answers with the bytes of a file. */
  public static void file(HttpExchange exchange, Path file) throws IOException {
    try (exchange;
        InputStream content = Files.newInputStream(file)) {
      long size = Files.size(file);
      exchange.getResponseHeaders().set("Content-Type", "application/octet-stream");
      exchange.sendResponseHeaders(200, size == 0 ? -1 : size);
      if (size > 0) {
        try (OutputStream out = exchange.getResponseBody()) {
          copy(content, out);
        }
      }
    }
  }

  private static void copy(InputStream content, OutputStream out) throws IOException {
    byte[] buffer = new byte[BUFFER_BYTES];
    for (int read = content.read(buffer); read >= 0; read = content.read(buffer)) {
      out.write(buffer, 0, read);
    }
  }

  private static void send(HttpExchange exchange, int status, String type, String body)
      throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    try (exchange) {
      drain(exchange);
      exchange.getResponseHeaders().set("Content-Type", type);
      boolean bodiless = exchange.getRequestMethod().equals("HEAD");
      exchange.sendResponseHeaders(status, bodiless ? -1 : bytes.length);
      if (!bodiless) {
        exchange.getResponseBody().write(bytes);
      }
    }
  }

  /**
   * Reads what is left of the request, so that a client that is still sending sees the answer
   * rather than a broken connection. Larger bodies are cut off.
   */
  private static void drain(HttpExchange exchange) throws IOException {
    InputStream body = exchange.getRequestBody();
    byte[] buffer = new byte[BUFFER_BYTES];
    long drained = 0;
    int read = 0;
    while (read >= 0 && drained < LARGEST_DRAINED_BODY) {
      read = body.read(buffer);
      drained += read;
    }
  }
}
