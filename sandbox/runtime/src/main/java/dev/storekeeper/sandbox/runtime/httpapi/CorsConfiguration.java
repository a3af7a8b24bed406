package dev.storekeeper.sandbox.runtime.httpapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.Headers;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which web pages may call an API; where it is set, the gateway itself answers preflight requests.
 *
 * @param origins allowed origins, {@code *} for any, {@code https://*} for any of a scheme
 * @param methods allowed methods
 * @param headers allowed request headers
 * @param exposedHeaders response headers that pages may read
 * @param maxAge seconds for which a preflight answer holds, empty for the browser's own
 * @param credentials whether cookies may be sent
 */
record CorsConfiguration(
    List<String> origins,
    List<String> methods,
    List<String> headers,
    List<String> exposedHeaders,
    Optional<Integer> maxAge,
    boolean credentials) {

  static CorsConfiguration of(JsonNode json) {
    return new CorsConfiguration(
        texts(json, "AllowOrigins"),
        texts(json, "AllowMethods"),
        texts(json, "AllowHeaders"),
        texts(json, "ExposeHeaders"),
        json.has("MaxAge") ? Optional.of(json.path("MaxAge").asInt()) : Optional.empty(),
        json.path("AllowCredentials").asBoolean());
  }

  /** Adds what every answer to an allowed origin carries; true if the origin is allowed. */
  boolean addTo(Headers response, @Nullable String origin) {
    if (origin == null || origins.stream().noneMatch(allowed -> allows(allowed, origin))) {
      return false;
    }
    response.set("access-control-allow-origin", origins.contains("*") ? "*" : origin);
    if (credentials) {
      response.set("access-control-allow-credentials", "true");
    }
    if (!exposedHeaders.isEmpty()) {
      response.set("access-control-expose-headers", String.join(",", exposedHeaders));
    }
    return true;
  }

  /** Adds what the answer to an allowed preflight request carries besides. */
  void addPreflightTo(Headers response) {
    if (!methods.isEmpty()) {
      response.set("access-control-allow-methods", String.join(",", methods));
    }
    if (!headers.isEmpty()) {
      response.set("access-control-allow-headers", String.join(",", headers));
    }
    maxAge.ifPresent(age -> response.set("access-control-max-age", String.valueOf(age)));
  }

  private static boolean allows(String allowed, String origin) {
    return allowed.equals("*")
        || allowed.equalsIgnoreCase(origin)
        || (allowed.endsWith("://*")
            && origin
                .toLowerCase(Locale.ROOT)
                .startsWith(allowed.substring(0, allowed.length() - 1)));
  }

  private static List<String> texts(JsonNode json, String name) {
    return json.path(name).valueStream().map(JsonNode::asText).toList();
  }
}
