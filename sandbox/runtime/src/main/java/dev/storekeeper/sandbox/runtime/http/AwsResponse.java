package dev.storekeeper.sandbox.runtime.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * The answer to a call.
 *
 * @param status the HTTP status
 * @param headers response headers besides the content type and length
 * @param contentType the content type, empty for an empty body
 * @param body the body
 */
public record AwsResponse(
    int status, Map<String, String> headers, String contentType, byte[] body) {

  /** A JSON answer with status 200. */
  public static AwsResponse json(JsonNode body) {
    return json(200, body);
  }

  /** A JSON answer with a status of its own. */
  public static AwsResponse json(int status, JsonNode body) {
    return new AwsResponse(
        status, Map.of(), "application/json", body.toString().getBytes(StandardCharsets.UTF_8));
  }

  /** An XML answer of a query protocol with status 200. */
  public static AwsResponse xml(String body) {
    return new AwsResponse(200, Map.of(), "text/xml", body.getBytes(StandardCharsets.UTF_8));
  }

  /** An answer without a body. */
  public static AwsResponse empty(int status) {
    return new AwsResponse(status, Map.of(), "", new byte[0]);
  }
}
