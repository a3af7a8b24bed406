package dev.storekeeper.sandbox.runtime.httpapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What goes back to the client.
 *
 * @param status the HTTP status
 * @param headers headers by name
 * @param cookies values of {@code Set-Cookie}
 * @param body the body
 */
record ProxyResponse(int status, Map<String, String> headers, List<String> cookies, byte[] body) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** An answer of the gateway itself. */
  static ProxyResponse message(int status, String text) {
    return new ProxyResponse(
        status,
        Map.of("content-type", "application/json"),
        List.of(),
        JSON.createObjectNode().put("message", text).toString().getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Reads a function's answer: an object with a {@code statusCode}, or else the body itself. Empty
   * if it is neither, for example because its body is no text.
   */
  static Optional<ProxyResponse> read(byte[] payload) {
    try {
      JsonNode json = JSON.readTree(payload);
      return json.has("statusCode") ? structured(json) : Optional.of(bare(json));
    } catch (IOException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static ProxyResponse bare(JsonNode json) {
    String body = json.isTextual() ? json.asText() : json.toString();
    return new ProxyResponse(
        200,
        Map.of("content-type", "application/json"),
        List.of(),
        body.getBytes(StandardCharsets.UTF_8));
  }

  private static Optional<ProxyResponse> structured(JsonNode json) {
    int status = json.path("statusCode").asInt(0);
    JsonNode body = json.path("body");
    if (status < 100 || status > 599 || body.isContainerNode()) {
      return Optional.empty();
    }
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("content-type", "text/plain;charset=UTF-8");
    for (Map.Entry<String, JsonNode> header : json.path("headers").properties()) {
      if (header.getValue().isContainerNode()) {
        return Optional.empty();
      }
      headers.put(header.getKey().toLowerCase(Locale.ROOT), header.getValue().asText());
    }
    List<String> cookies = new ArrayList<>();
    json.path("cookies").forEach(cookie -> cookies.add(cookie.asText()));
    String text = body.isNull() ? "" : body.asText("");
    return Optional.of(
        new ProxyResponse(
            status,
            headers,
            cookies,
            json.path("isBase64Encoded").asBoolean()
                ? Base64.getDecoder().decode(text)
                : text.getBytes(StandardCharsets.UTF_8)));
  }
}
