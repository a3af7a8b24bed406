package dev.storekeeper.sandbox.runtime.identity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import dev.storekeeper.sandbox.runtime.AwsException;
import dev.storekeeper.sandbox.runtime.http.Forms;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Answers what is asked of one provider, by whom it vouches for and by whom it is tried. */
final class ProviderHandler {
  private static final String ACTIONS_TOKEN = "bearer sandbox";

  private final Provider provider;
  private final Documents documents;

  ProviderHandler(Provider provider) {
    this.provider = provider;
    this.documents = new Documents(provider);
  }

  void handle(HttpExchange exchange, String path) throws IOException {
    String request = exchange.getRequestMethod() + " " + path;
    if (request.equals("GET .well-known/openid-configuration")) {
      provider.counts().count("discovery");
      documents.answer(exchange, DocumentFaults.Target.DISCOVERY);
    } else if (request.equals("GET " + provider.system().keysPath())) {
      provider.counts().count("keys");
      documents.answer(exchange, DocumentFaults.Target.KEYS);
    } else {
      control(exchange, request);
    }
  }

  /** Tokens come on one line, as CI systems send them: scripts take them apart without a parser. */
  private void control(HttpExchange exchange, String request) throws IOException {
    switch (request) {
      case "POST token" -> line(exchange, token(TokenRequest.of(JsonBody.of(exchange))));
      case "GET actions-token" -> line(exchange, actionsToken(exchange));
      default -> Exchanges.json(exchange, 200, settings(exchange, request));
    }
  }

  private static void line(HttpExchange exchange, JsonNode answer) throws IOException {
    Exchanges.send(exchange, 200, "application/json; charset=utf-8", answer.toString());
  }

  private JsonNode settings(HttpExchange exchange, String request) throws IOException {
    return switch (request) {
      case "GET job" -> provider.jobClaims();
      case "PUT job" -> {
        JsonBody body = JsonBody.of(exchange);
        body.allow("claims");
        provider.startJob(body.object("claims"));
        yield provider.jobClaims();
      }
      case "POST rotate" -> rotate(JsonBody.of(exchange));
      case "GET faults" -> provider.faults().json();
      case "POST faults" -> fault(JsonBody.of(exchange));
      case "DELETE faults" -> {
        provider.faults().clear();
        yield provider.faults().json();
      }
      case "GET requests" -> provider.counts().json();
      case "DELETE requests" -> {
        provider.counts().clear();
        yield provider.counts().json();
      }
      default -> throw notServed(request);
    };
  }

  private ObjectNode token(TokenRequest request) {
    provider.counts().count("tokens");
    return JsonNodeFactory.instance.objectNode().put("value", provider.token(request));
  }

  /** What {@code ACTIONS_ID_TOKEN_REQUEST_URL} answers in a job. */
  private ObjectNode actionsToken(HttpExchange exchange) {
    if (!(provider.system() instanceof GitHub)) {
      throw notServed("GET actions-token");
    }
    String authorization = exchange.getRequestHeaders().getFirst("Authorization");
    if (authorization == null || !authorization.equalsIgnoreCase(ACTIONS_TOKEN)) {
      throw new AwsException(
          401, "Unauthorized", "expected the header Authorization: " + ACTIONS_TOKEN);
    }
    String query = exchange.getRequestURI().getRawQuery();
    Map<String, String> parameters = query == null ? Map.of() : Forms.decode(query);
    ObjectNode token =
        token(TokenRequest.forAudience(Optional.ofNullable(parameters.get("audience"))));
    return JsonNodeFactory.instance
        .objectNode()
        .put("count", token.path("value").asText().length())
        .setAll(token);
  }

  private ObjectNode rotate(JsonBody body) {
    body.allow("publishAfterSeconds", "dropOld", "sameKid");
    Duration late = Duration.ofSeconds(body.number("publishAfterSeconds").orElse(0L));
    if (late.isNegative()) {
      throw JsonBody.invalid(
          "publishAfterSeconds", body.json().path("publishAfterSeconds"), "0 or more");
    }
    SigningKey key =
        provider
            .keys()
            .rotate(new KeyRing.Rotation(late, body.flag("dropOld"), body.flag("sameKid")));
    return JsonNodeFactory.instance
        .objectNode()
        .put("kid", key.id())
        .put("publishedFrom", key.publishedFrom().toString());
  }

  private ObjectNode fault(JsonBody body) {
    body.allow("target", "kind");
    try {
      provider
          .faults()
          .set(
              DocumentFaults.read("target", body.text("target"), DocumentFaults.Target.values()),
              DocumentFaults.read("kind", body.text("kind"), DocumentFaults.Kind.values()));
    } catch (IllegalArgumentException e) {
      throw new AwsException(400, "ValidationException", String.valueOf(e.getMessage()));
    }
    return provider.faults().json();
  }

  private AwsException notServed(String request) {
    return new AwsException(
        404,
        "NotFound",
        request
            + " is not served; there are GET .well-known/openid-configuration, GET "
            + provider.system().keysPath()
            + ", POST token, GET actions-token (github), GET and PUT job, POST rotate, GET, POST"
            + " and DELETE faults, GET and DELETE requests");
  }
}
