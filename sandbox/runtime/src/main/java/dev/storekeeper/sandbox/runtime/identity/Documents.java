package dev.storekeeper.sandbox.runtime.identity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Serves a provider's discovery document and keys, or what is wrong with them. */
final class Documents {
  private static final String DIRECT = "direct";
  private static final int OVERSIZE = 5 << 20;
  private static final int MANY = 10_000;
  private static final int SLOW_BYTES = 120;
  private static final Duration SLOW_PAUSE = Duration.ofMillis(500);

  private final Provider provider;

  Documents(Provider provider) {
    this.provider = provider;
  }

  void answer(HttpExchange exchange, DocumentFaults.Target target) throws IOException {
    ObjectNode good = good(target);
    boolean direct = DIRECT.equals(exchange.getRequestURI().getRawQuery());
    DocumentFaults.Kind kind =
        direct
            ? DocumentFaults.Kind.OFF
            : provider.faults().of(target).orElse(DocumentFaults.Kind.OFF);
    switch (kind) {
      case OFF -> json(exchange, good);
      case ERROR -> Exchanges.send(exchange, 500, "text/plain", "Internal Server Error");
      case EMPTY -> json(exchange, empty(target));
      case HTML ->
          Exchanges.send(
              exchange, 200, "text/html", "<!doctype html><title>Sign in</title><p>Sign in");
      case OVERSIZE -> json(exchange, good.put("padding", "x".repeat(OVERSIZE)));
      case MANY_KEYS -> json(exchange, manyKeys(good));
      case SLOW -> drip(exchange);
      case REDIRECT -> {
        exchange
            .getResponseHeaders()
            .set("Location", exchange.getRequestURI().getRawPath() + "?" + DIRECT);
        Exchanges.send(exchange, 302, "text/plain", "moved");
      }
      case WRONG_ISSUER -> json(exchange, good.put("issuer", provider.issuer() + "/other"));
    }
  }

  private ObjectNode good(DocumentFaults.Target target) {
    return switch (target) {
      case DISCOVERY -> discovery();
      case KEYS -> keys();
    };
  }

  private ObjectNode discovery() {
    ObjectNode document =
        JsonNodeFactory.instance
            .objectNode()
            .put("issuer", provider.issuer())
            .put("jwks_uri", provider.issuer() + "/" + provider.system().keysPath());
    document.putArray("subject_types_supported").add("public").add("pairwise");
    document.putArray("response_types_supported").add("id_token");
    document.putArray("id_token_signing_alg_values_supported").add("RS256");
    document.putArray("scopes_supported").add("openid");
    ArrayNode claims = document.putArray("claims_supported");
    for (String registered : new String[] {"sub", "aud", "exp", "iat", "iss", "jti", "nbf"}) {
      claims.add(registered);
    }
    provider
        .jobClaims()
        .fieldNames()
        .forEachRemaining(name -> {
          if (!name.equals("sub")) {
            claims.add(name);
          }
        });
    return document;
  }

  private ObjectNode keys() {
    ObjectNode document = JsonNodeFactory.instance.objectNode();
    ArrayNode keys = document.putArray("keys");
    for (SigningKey key : provider.keys().published()) {
      keys.add(Claims.merge(key.published(), provider.system().header(key)));
    }
    return document;
  }

  private static ObjectNode empty(DocumentFaults.Target target) {
    ObjectNode document = JsonNodeFactory.instance.objectNode();
    if (target == DocumentFaults.Target.KEYS) {
      document.putArray("keys");
    }
    return document;
  }

  private static ObjectNode manyKeys(ObjectNode good) {
    ObjectNode document = JsonNodeFactory.instance.objectNode();
    ArrayNode keys = document.putArray("keys");
    for (int i = 0; i < MANY; i++) {
      keys.addObject()
          .put("kty", "RSA")
          .put("use", "sig")
          .put("kid", "other-" + i)
          .put("n", "AQAB" + i)
          .put("e", "AQAB");
    }
    good.path("keys").forEach(keys::add);
    return document;
  }

  private static void drip(HttpExchange exchange) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(200, 0);
    OutputStream body = exchange.getResponseBody();
    try {
      for (int i = 0; i < SLOW_BYTES; i++) {
        body.write(' ');
        body.flush();
        Thread.sleep(SLOW_PAUSE);
      }
      body.write("{}".getBytes(StandardCharsets.UTF_8));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void json(HttpExchange exchange, JsonNode document) throws IOException {
    Exchanges.send(exchange, 200, "application/json; charset=utf-8", document.toString());
  }
}
