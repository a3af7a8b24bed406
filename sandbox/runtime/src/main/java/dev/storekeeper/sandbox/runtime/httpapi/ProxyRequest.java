package dev.storekeeper.sandbox.runtime.httpapi;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import dev.storekeeper.sandbox.runtime.http.Forms;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Writes the event of a function behind an HTTP API, payload format 2.0 (API Gateway Developer
 * Guide, "Create AWS Lambda proxy integrations for HTTP APIs").
 *
 * @param account the account's id
 * @param api the API
 * @param requestId the request's id
 * @param at when the request came
 */
record ProxyRequest(String account, HttpApi api, String requestId, Instant at) {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss Z", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  ObjectNode event(HttpExchange exchange, HttpApi.Match match, byte[] body) {
    String routeKey = match.route().key().text();
    String rawQuery = Optional.ofNullable(exchange.getRequestURI().getRawQuery()).orElse("");
    ObjectNode event =
        JsonNodeFactory.instance
            .objectNode()
            .put("version", "2.0")
            .put("routeKey", routeKey)
            .put("rawPath", exchange.getRequestURI().getRawPath())
            .put("rawQueryString", rawQuery);
    List<String> cookies = cookies(exchange);
    if (!cookies.isEmpty()) {
      cookies.forEach(event.putArray("cookies")::add);
    }
    event.set("headers", headers(exchange));
    putAll(event, "queryStringParameters", query(rawQuery));
    event.set("requestContext", context(exchange, routeKey));
    putAll(event, "pathParameters", match.pathParameters());
    putAll(event, "stageVariables", api.stageVariables());
    String type = exchange.getRequestHeaders().getFirst("Content-Type");
    boolean text = ContentTypes.isText(type, body);
    if (body.length > 0) {
      event.put("body", ContentTypes.encode(body, text));
    }
    return event.put("isBase64Encoded", body.length > 0 && !text);
  }

  private ObjectNode context(HttpExchange exchange, String routeKey) {
    ObjectNode context =
        JsonNodeFactory.instance
            .objectNode()
            .put("accountId", account)
            .put("apiId", api.id())
            .put("domainName", domainName(exchange))
            .put("domainPrefix", api.id());
    context
        .putObject("http")
        .put("method", exchange.getRequestMethod())
        .put("path", exchange.getRequestURI().getRawPath())
        .put("protocol", exchange.getProtocol())
        .put("sourceIp", sourceIp(exchange))
        .put(
            "userAgent",
            Optional.ofNullable(exchange.getRequestHeaders().getFirst("User-Agent")).orElse(""));
    return context
        .put("requestId", requestId)
        .put("routeKey", routeKey)
        .put("stage", "$default")
        .put("time", TIME.format(at))
        .put("timeEpoch", at.toEpochMilli());
  }

  /** The host that was called; like the service's, it has no port. */
  private static String domainName(HttpExchange exchange) {
    return Optional.ofNullable(exchange.getRequestHeaders().getFirst("Host"))
        .map(host -> host.replaceFirst(":\\d*$", ""))
        .orElse("");
  }

  private static ObjectNode headers(HttpExchange exchange) {
    Map<String, String> headers = new TreeMap<>();
    exchange
        .getRequestHeaders()
        .forEach(
            (name, values) -> headers.put(name.toLowerCase(Locale.ROOT), String.join(",", values)));
    headers.remove("cookie");
    headers.merge("x-forwarded-for", sourceIp(exchange), (before, ip) -> before + ", " + ip);
    headers.put("x-forwarded-proto", "http");
    headers.put("x-forwarded-port", String.valueOf(exchange.getLocalAddress().getPort()));
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    headers.forEach(json::put);
    return json;
  }

  private static List<String> cookies(HttpExchange exchange) {
    List<String> cookies = new ArrayList<>();
    for (String header : exchange.getRequestHeaders().getOrDefault("Cookie", List.of())) {
      for (String cookie : header.split(";", -1)) {
        if (!cookie.isBlank()) {
          cookies.add(cookie.strip());
        }
      }
    }
    return cookies;
  }

  private static Map<String, String> query(String rawQuery) {
    Map<String, String> parameters = new TreeMap<>();
    for (String pair : rawQuery.split("&", -1)) {
      Forms.decode(pair)
          .forEach((name, value) ->
              parameters.merge(name, value, (before, after) -> before + "," + after));
    }
    return parameters;
  }

  private static String sourceIp(HttpExchange exchange) {
    return exchange.getRemoteAddress().getAddress().getHostAddress();
  }

  private static void putAll(ObjectNode event, String name, Map<String, String> values) {
    if (!values.isEmpty()) {
      ObjectNode json = event.putObject(name);
      values.forEach(json::put);
    }
  }
}
