package dev.storekeeper.clients;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;

/**
 * What a played service answers.
 *
 * @param status the HTTP status; 0 closes the connection without an answer
 * @param headers further headers
 * @param body the body
 */
record Answer(int status, Map<String, String> headers, String body) {
  static final Answer LOST = new Answer(0, Map.of(), "");

  Answer {
    headers = Map.copyOf(headers);
  }

  static Answer of(int status, String body) {
    return new Answer(status, Map.of("Content-Type", "application/json"), body);
  }

  static Answer granted(String token) {
    return of(200, resource("granted.json").replace("@TOKEN@", token));
  }

  static Answer refused() {
    return of(400, resource("refused.json"));
  }

  static Answer error(int status, String code) {
    return of(
        status,
        "{\"error\":\"invalid_request\",\"error_description\":\"This is %s.\",\"code\":\"%s\",\"request_id\":\"01J-x\"}"
            .formatted(code, code));
  }

  Answer retryAfter(String value) {
    return new Answer(status, Map.of("Retry-After", value), body);
  }

  private static String resource(String name) {
    try (InputStream in = Answer.class.getResourceAsStream("/answers/" + name)) {
      return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
