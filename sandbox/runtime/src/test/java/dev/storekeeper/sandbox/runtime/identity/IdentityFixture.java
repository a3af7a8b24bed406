package dev.storekeeper.sandbox.runtime.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.storekeeper.sandbox.runtime.http.FrontServer;
import dev.storekeeper.sandbox.runtime.http.TestClient;
import dev.storekeeper.sandbox.runtime.iam.Identities;
import dev.storekeeper.sandbox.runtime.time.VirtualClock;
import java.math.BigInteger;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.RSAPublicKeySpec;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;

/** Both providers behind a front server, and what a relying party does with their tokens. */
final class IdentityFixture implements AutoCloseable {
  static final Instant START = Instant.parse("2026-11-24T08:00:00Z");

  final VirtualClock clock = new VirtualClock(Clock.fixed(START, ZoneOffset.UTC));
  final FrontServer front = FrontServer.bind(0, new Identities("111122223333", clock));
  final IdentityProviders providers;
  final TestClient client = new TestClient(front.endpoint());

  IdentityFixture(Path folder) {
    providers = new IdentityProviders(front.endpoint(), folder, clock);
    front.mountPrefix(IdentityProviders.PREFIX, providers).start();
  }

  String issuer(String provider) {
    return front.endpoint() + "/_sandbox/identity/" + provider;
  }

  HttpResponse<String> call(String method, String provider, String path, String body) {
    return client.send(
        HttpRequest.newBuilder(URI.create(issuer(provider) + "/" + path))
            .method(method, HttpRequest.BodyPublishers.ofString(body)));
  }

  JsonNode ok(String method, String provider, String path, String body) {
    HttpResponse<String> response = call(method, provider, path, body);
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    return TestClient.read(response.body());
  }

  String token(String provider, String request) {
    return ok("POST", provider, "token", request).path("value").asText();
  }

  JsonNode keys(String provider) {
    JsonNode discovery = ok("GET", provider, ".well-known/openid-configuration", "");
    assertThat(discovery.path("issuer").asText()).isEqualTo(issuer(provider));
    HttpResponse<String> keys =
        client.send(HttpRequest.newBuilder(URI.create(discovery.path("jwks_uri").asText())));
    return TestClient.read(keys.body()).path("keys");
  }

  static JsonNode header(String token) {
    return part(token, 0);
  }

  static ObjectNode claims(String token) {
    return (ObjectNode) part(token, 1);
  }

  /** Whether one of these keys has the token's id and verifies its signature. */
  static boolean verifies(JsonNode keys, String token) throws GeneralSecurityException {
    for (JsonNode key : keys) {
      if (key.path("kid").equals(header(token).path("kid"))) {
        Signature signature = Signature.getInstance("SHA256withRSA");
        signature.initVerify(
            KeyFactory.getInstance("RSA")
                .generatePublic(new RSAPublicKeySpec(number(key, "n"), number(key, "e"))));
        int end = token.lastIndexOf('.');
        signature.update(token.substring(0, end).getBytes(StandardCharsets.US_ASCII));
        return signature.verify(Base64.getUrlDecoder().decode(token.substring(end + 1)));
      }
    }
    return false;
  }

  private static BigInteger number(JsonNode key, String member) {
    return new BigInteger(1, Base64.getUrlDecoder().decode(key.path(member).asText()));
  }

  private static JsonNode part(String token, int index) {
    byte[] json = Base64.getUrlDecoder().decode(token.split("\\.", -1)[index]);
    return TestClient.read(new String(json, StandardCharsets.UTF_8));
  }

  @Override
  public void close() {
    client.close();
    front.close();
    clock.close();
  }
}
