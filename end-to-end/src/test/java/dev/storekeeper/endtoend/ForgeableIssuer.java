package dev.storekeeper.endtoend;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.storekeeper.identity.TokenMint;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.Arrays;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * An identity provider on loopback whose every byte a test decides: keys, key set, discovery, and
 * tokens that no honest provider would issue. Its tokens have the claims of a GitHub Actions job.
 */
final class ForgeableIssuer implements AutoCloseable {
  static final String KEY_ID = "key-1";
  private static final ObjectMapper JSON = new ObjectMapper();
  private final HttpServer server;
  private final KeyPair keys = rsa(2048);
  private final TokenMint mint = TokenMint.of(keys, KEY_ID);
  private final AtomicInteger keyRequests = new AtomicInteger();
  private volatile String keySet;
  private volatile String discovery;
  private volatile int keyStatus = 200;

  ForgeableIssuer() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext(
        "/.well-known/openid-configuration", exchange -> answer(exchange, 200, discovery));
    server.createContext(
        "/keys",
        exchange -> {
          keyRequests.incrementAndGet();
          answer(exchange, keyStatus, keySet);
        });
    keySet = keySet(jwk(KEY_ID, (RSAPublicKey) keys.getPublic()));
    discovery =
        JSON.createObjectNode().put("issuer", url()).put("jwks_uri", url() + "/keys").toString();
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** What signs this issuer's tokens. */
  TokenMint mint() {
    return mint;
  }

  RSAPublicKey publicKey() {
    return (RSAPublicKey) keys.getPublic();
  }

  /** What is served as key set from now on. */
  void serveKeys(int status, String body) {
    keyStatus = status;
    keySet = body;
  }

  /** What discovery answers from now on. */
  void serveDiscovery(String body) {
    discovery = body;
  }

  /** How often the key set was asked for. */
  int keyRequests() {
    return keyRequests.get();
  }

  /** The claims of a job on the main branch, valid for five minutes. */
  ObjectNode claims(String audience) {
    long now = Instant.now().getEpochSecond();
    return JSON.createObjectNode()
        .put("iss", url())
        .put("aud", audience)
        .put("sub", "repo:octo-org/app:ref:refs/heads/main")
        .put("jti", UUID.randomUUID().toString())
        .put("iat", now)
        .put("nbf", now)
        .put("exp", now + 300)
        .put("repository", "octo-org/app")
        .put("repository_id", "74")
        .put("repository_owner", "octo-org")
        .put("repository_owner_id", "65")
        .put("repository_visibility", "private")
        .put("ref", "refs/heads/main")
        .put("ref_type", "branch")
        .put("ref_protected", "true")
        .put("sha", "0123456789abcdef0123456789abcdef01234567")
        .put("workflow", "ci")
        .put("workflow_ref", "octo-org/app/.github/workflows/ci.yml@refs/heads/main")
        .put("job_workflow_ref", "octo-org/app/.github/workflows/ci.yml@refs/heads/main")
        .put("event_name", "push")
        .put("actor", "octocat")
        .put("actor_id", "12")
        .put("run_id", "1001")
        .put("run_number", "7")
        .put("run_attempt", "1")
        .put("runner_environment", "github-hosted");
  }

  ObjectNode header() {
    return mint.header();
  }

  /** A token of these claims as an honest provider signs it. */
  String token(ObjectNode claims) {
    return mint.token(claims);
  }

  /** A token of any header and payload, signed with RS256 whatever the header says. */
  String sign(String header, String payload) {
    return mint.sign(header, payload);
  }

  static String keySet(ObjectNode... keys) {
    ObjectNode set = JSON.createObjectNode();
    set.putArray("keys").addAll(Arrays.asList(keys));
    return set.toString();
  }

  static ObjectNode jwk(String keyId, RSAPublicKey key) {
    return JSON.createObjectNode()
        .put("kty", "RSA")
        .put("kid", keyId)
        .put("use", "sig")
        .put("alg", "RS256")
        .put("n", TokenMint.encode(unsigned(key.getModulus())))
        .put("e", TokenMint.encode(unsigned(key.getPublicExponent())));
  }

  static KeyPair rsa(int bits) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(bits);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] unsigned(BigInteger number) {
    byte[] bytes = number.toByteArray();
    return bytes[0] == 0 ? Arrays.copyOfRange(bytes, 1, bytes.length) : bytes;
  }

  private static void answer(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
