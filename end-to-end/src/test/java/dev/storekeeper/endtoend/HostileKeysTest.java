package dev.storekeeper.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.storekeeper.endtoend.TokenEndpoint.Answer;
import dev.storekeeper.identity.TokenMint;
import java.io.IOException;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.interfaces.RSAPublicKey;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Key sets that must not be trusted, rows 4 to 10 and 20 to 26 of docs/security.md. */
class HostileKeysTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  @TempDir private static Path folder;
  private static final Map<String, ForgeableIssuer> ISSUERS = new LinkedHashMap<>();
  private static TrustedSandbox sandbox;

  /** Changes the one key of a key set. */
  record Row(int row, String name, Consumer<ObjectNode> change) {
    String id() {
      return "forge-" + name.replaceAll("[^a-z0-9]+", "-");
    }

    @Override
    public String toString() {
      return row + " " + name;
    }
  }

  static List<Row> unusableKeys() {
    return List.of(
        new Row(4, "a key for another algorithm", k -> k.put("alg", "RS512")),
        new Row(5, "a key for encryption", k -> k.put("use", "enc")),
        new Row(5, "a key that may only encrypt", k -> k.putArray("key_ops").add("encrypt")),
        new Row(6, "an exponent of one", k -> k.put("e", "AQ")),
        new Row(6, "an even exponent", k -> k.put("e", "Ag")),
        new Row(
            2,
            "a symmetric key",
            k -> k.removeAll().put("kty", "oct").put("kid", "key-1").put("k", "AAAA")),
        new Row(4, "a key of another kind", k -> k.put("kty", "EC")),
        new Row(8, "a key without id", k -> k.remove("kid")));
  }

  /** Answers of the key set's address that are no key set. */
  record Broken(int row, String name, int status, String body) {
    String id() {
      return "broken-" + name.replaceAll("[^a-z0-9]+", "-");
    }

    @Override
    public String toString() {
      return row + " " + name;
    }
  }

  static List<Broken> brokenKeySets() {
    return List.of(
        new Broken(24, "an empty set", 200, "{\"keys\":[]}"),
        new Broken(24, "a web page", 200, "<html>hello</html>"),
        new Broken(
            24, "five megabytes", 200, "{\"keys\":[],\"x\":\"" + "x".repeat(5_000_000) + "\"}"),
        new Broken(24, "an error", 500, "{}"),
        new Broken(26, "a redirect", 302, "{}"));
  }

  @BeforeAll
  static void start() throws IOException {
    StringBuilder policy = new StringBuilder("version: 1\naudience: storekeeper-test\nissuers:\n");
    for (Row row : unusableKeys()) {
      ForgeableIssuer issuer = issuer(policy, row.id());
      ObjectNode key = ForgeableIssuer.jwk(ForgeableIssuer.KEY_ID, issuer.publicKey());
      row.change().accept(key);
      issuer.serveKeys(200, ForgeableIssuer.keySet(key));
    }
    for (Broken broken : brokenKeySets()) {
      issuer(policy, broken.id()).serveKeys(broken.status(), broken.body());
    }
    for (String id : List.of("weak", "many", "twins", "wrong-issuer", "rotating")) {
      issuer(policy, id);
    }
    policy.append("statements:\n  - id: read\n    issuer: [");
    policy.append(String.join(", ", ISSUERS.keySet())).append("]\n");
    policy.append(
        """
            when: { repository_id: ["74"] }
            grant: { domain: acme, repositories: [team], scopes: [read] }
        """);
    sandbox = TrustedSandbox.start(folder, policy.toString());
  }

  private static ForgeableIssuer issuer(StringBuilder policy, String id) throws IOException {
    ForgeableIssuer issuer = new ForgeableIssuer();
    ISSUERS.put(id, issuer);
    policy.append(
        "  - { id: %s, preset: github-actions, issuer: \"%s\", require: { repository_owner_id: [\"65\"] } }\n"
            .formatted(id, issuer.url()));
    return issuer;
  }

  @AfterAll
  static void stop() {
    if (sandbox != null) {
      sandbox.close();
    }
    ISSUERS.values().forEach(ForgeableIssuer::close);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("unusableKeys")
  void anUnusableKeyVerifiesNothing(Row row) throws Exception {
    Answer answer = exchange(row.id());
    assertThat(answer.code()).as(answer.body()).isIn("token_rejected", "upstream_unavailable");
    assertThat(answer.status()).isIn(400, 503);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("brokenKeySets")
  void aBrokenKeySetMeansLaterNeverYes(Broken broken) throws Exception {
    Answer answer = exchange(broken.id());
    assertThat(answer.status()).as(answer.body()).isEqualTo(503);
    assertThat(answer.code()).isEqualTo("upstream_unavailable");
    assertThat(answer.head()).containsIgnoringCase("retry-after: ");
  }

  @Test
  void aWeakKeyVerifiesNothing() throws Exception {
    ForgeableIssuer issuer = named("weak");
    KeyPair weak = ForgeableIssuer.rsa(1024);
    issuer.serveKeys(
        200,
        ForgeableIssuer.keySet(
            ForgeableIssuer.jwk(ForgeableIssuer.KEY_ID, (RSAPublicKey) weak.getPublic())));
    String token =
        TokenMint.of(weak, ForgeableIssuer.KEY_ID).token(issuer.claims(TrustedSandbox.AUDIENCE));
    assertThat(sandbox.endpoint().exchange(token).status()).isIn(400, 503);
  }

  @Test
  void aSetOfTenThousandKeysIsNotTaken() throws Exception {
    ForgeableIssuer issuer = named("many");
    List<ObjectNode> keys = new ArrayList<>();
    for (int i = 0; i < 10_000; i++) {
      keys.add(ForgeableIssuer.jwk("key-" + i, issuer.publicKey()));
    }
    issuer.serveKeys(200, ForgeableIssuer.keySet(keys.toArray(ObjectNode[]::new)));
    assertThat(exchange("many").status()).isEqualTo(503);
  }

  @Test
  void twoKeysOfOneIdAreBothTried() throws Exception {
    ForgeableIssuer issuer = named("twins");
    issuer.serveKeys(
        200,
        ForgeableIssuer.keySet(
            ForgeableIssuer.jwk(
                ForgeableIssuer.KEY_ID, (RSAPublicKey) ForgeableIssuer.rsa(2048).getPublic()),
            ForgeableIssuer.jwk(ForgeableIssuer.KEY_ID, issuer.publicKey())));
    assertThat(exchange("twins").status()).isEqualTo(200);
  }

  @Test
  void discoveryOfAnotherIssuerIsNotTaken() throws Exception {
    ForgeableIssuer issuer = named("wrong-issuer");
    issuer.serveDiscovery(
        JSON.createObjectNode()
            .put("issuer", "https://other.example")
            .put("jwks_uri", issuer.url() + "/keys")
            .toString());
    assertThat(exchange("wrong-issuer").status()).isEqualTo(503);
    assertThat(issuer.keyRequests()).isZero();
  }

  @Test
  void aKeyThatIsNewIsFetchedWhenItIsFirstSeen() throws Exception {
    ForgeableIssuer issuer = named("rotating");
    assertThat(exchange("rotating").status()).isEqualTo(200);
    KeyPair next = ForgeableIssuer.rsa(2048);
    issuer.serveKeys(
        200,
        ForgeableIssuer.keySet(
            ForgeableIssuer.jwk(ForgeableIssuer.KEY_ID, issuer.publicKey()),
            ForgeableIssuer.jwk("key-2", (RSAPublicKey) next.getPublic())));
    String token = TokenMint.of(next, "key-2").token(issuer.claims(TrustedSandbox.AUDIENCE));
    assertThat(sandbox.endpoint().exchange(token).status()).isEqualTo(200);
    assertThat(exchange("rotating").status()).isEqualTo(200);
  }

  private static ForgeableIssuer named(String id) {
    return Objects.requireNonNull(ISSUERS.get(id), id);
  }

  private static Answer exchange(String id) throws Exception {
    ForgeableIssuer issuer = named(id);
    return sandbox.endpoint().exchange(issuer.token(issuer.claims(TrustedSandbox.AUDIENCE)));
  }
}
