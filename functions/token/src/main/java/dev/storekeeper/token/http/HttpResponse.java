package dev.storekeeper.token.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.TreeMap;

/**
 * An answer.
 *
 * @param status the HTTP status
 * @param headers headers by lower-case name
 * @param body the body, which may hold a secret
 */
public record HttpResponse(int status, Map<String, String> headers, String body) {
  public HttpResponse {
    headers = Map.copyOf(headers);
  }

  /** An answer in JSON. */
  public static HttpResponse json(int status, JsonNode body) {
    return of(status, "application/json;charset=UTF-8", body.toString());
  }

  /** An answer in plain text. */
  public static HttpResponse text(String body) {
    return of(200, "text/plain;charset=UTF-8", body);
  }

  /** An answer of a content type. */
  public static HttpResponse of(int status, String contentType, String body) {
    return new HttpResponse(status, Map.of("content-type", contentType), body);
  }

  /** The same answer with another header. */
  public HttpResponse with(String name, String value) {
    Map<String, String> more = new TreeMap<>(headers);
    more.put(name, value);
    return new HttpResponse(status, more, body);
  }

  /** The answer as an HTTP API takes it from a function, payload format 2.0. */
  public ObjectNode event() {
    ObjectNode event = JsonNodeFactory.instance.objectNode().put("statusCode", status);
    ObjectNode named = event.putObject("headers");
    new TreeMap<>(headers).forEach(named::put);
    return event.put("isBase64Encoded", false).put("body", body);
  }

  /** The status; the body may hold a secret. */
  @Override
  public String toString() {
    return "answer " + status;
  }
}
