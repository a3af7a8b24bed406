package dev.storekeeper.token.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.storekeeper.token.refusal.ErrorCode;
import dev.storekeeper.token.refusal.Refusal;
import dev.storekeeper.token.refusal.RefusedException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Reads the event of an HTTP API, payload format 2.0.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html">
 *     Lambda integrations of HTTP APIs</a>
 */
public final class HttpEvent {
  private HttpEvent() {}

  /** Whether an event is one of an HTTP API. */
  public static boolean isOne(JsonNode event) {
    return event.path("version").asText().equals("2.0")
        && event.path("requestContext").path("http").isObject();
  }

  /** The request without its body, for answers to requests that cannot be read. */
  public static HttpRequest head(JsonNode event) {
    return request(event, new byte[0]);
  }

  /**
   * The whole request.
   *
   * @throws RefusedException if the body is no Base64 although the gateway says so
   */
  public static HttpRequest read(JsonNode event) throws RefusedException {
    String body = event.path("body").asText("");
    if (!event.path("isBase64Encoded").asBoolean()) {
      return request(event, body.getBytes(StandardCharsets.UTF_8));
    }
    try {
      return request(event, Base64.getDecoder().decode(body));
    } catch (IllegalArgumentException e) {
      throw new RefusedException(
          Refusal.of(ErrorCode.MALFORMED_REQUEST, "The body cannot be decoded.", "body-encoding"));
    }
  }

  private static HttpRequest request(JsonNode event, byte[] body) {
    JsonNode context = event.path("requestContext");
    JsonNode http = context.path("http");
    Map<String, String> headers = new TreeMap<>();
    event
        .path("headers")
        .properties()
        .forEach(header ->
            headers.put(header.getKey().toLowerCase(Locale.ROOT), header.getValue().asText()));
    return new HttpRequest(
        http.path("method").asText(),
        event.path("rawPath").asText(),
        event.path("rawQueryString").asText(""),
        headers,
        body,
        http.path("sourceIp").asText(),
        http.path("userAgent").asText(""),
        context.path("domainName").asText());
  }
}
