package dev.storekeeper.sandbox.runtime.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.storekeeper.sandbox.runtime.http.TestClient;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeysTest {
  private static final String KEYS = ".well-known/jwks";
  private static final String DISCOVERY = ".well-known/openid-configuration";

  @TempDir private static Path seed;
  @TempDir private Path folder;
  private IdentityFixture identity;

  /** Keys take their time to be made, so that most tests start with this one. */
  @BeforeAll
  static void makeAKey() {
    try (IdentityFixture first = new IdentityFixture(seed)) {
      first.token("github", "{}");
    }
  }

  @BeforeEach
  void start() throws IOException {
    Path made = Files.createDirectory(folder.resolve("made"));
    Files.copy(seed.resolve("github.json"), made.resolve("github.json"));
    identity = new IdentityFixture(made);
  }

  @AfterEach
  void close() {
    identity.close();
  }

  @Test
  void theKeySurvivesARestartInAFileForTheUserAlone() throws Exception {
    identity.close();
    identity = new IdentityFixture(folder.resolve("fresh"));
    String before = identity.token("github", "{}");
    identity.close();
    identity = new IdentityFixture(folder.resolve("fresh"));

    assertThat(IdentityFixture.verifies(identity.keys("github"), before)).isTrue();
    try (Stream<Path> files = Files.list(folder.resolve("fresh"))) {
      for (Path file : files.toList()) {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
            .isEqualTo("rw-------");
      }
    }
  }

  @Test
  void noKeyIsMadeBeforeOneIsNeeded() {
    identity.close();
    identity = new IdentityFixture(folder.resolve("fresh"));
    identity.ok("GET", "github", DISCOVERY, "");
    assertThat(folder.resolve("fresh")).doesNotExist();
  }

  @Test
  void aNewKeySignsAtOnceAndTheOldOneStaysPublished() throws Exception {
    String before = identity.token("github", "{}");
    String kid = identity.ok("POST", "github", "rotate", "{}").path("kid").asText();
    String after = identity.token("github", "{}");

    assertThat(IdentityFixture.header(after).path("kid").asText()).isEqualTo(kid);
    JsonNode keys = identity.keys("github");
    assertThat(keys).hasSize(2);
    assertThat(IdentityFixture.verifies(keys, before)).isTrue();
    assertThat(IdentityFixture.verifies(keys, after)).isTrue();
  }

  @Test
  void aNewKeyCanBePublishedLate() throws Exception {
    identity.ok("POST", "github", "rotate", "{\"publishAfterSeconds\":60}");
    String token = identity.token("github", "{}");

    assertThat(IdentityFixture.verifies(identity.keys("github"), token)).isFalse();
    identity.clock.advance(Duration.ofSeconds(60));
    assertThat(IdentityFixture.verifies(identity.keys("github"), token)).isTrue();
  }

  @Test
  void theOldKeyCanBeDroppedOrReplacedUnderItsId() throws Exception {
    String first = identity.token("github", "{}");
    identity.ok("POST", "github", "rotate", "{\"dropOld\":true}");
    assertThat(IdentityFixture.verifies(identity.keys("github"), first)).isFalse();

    String second = identity.token("github", "{}");
    identity.ok("POST", "github", "rotate", "{\"sameKid\":true}");
    String third = identity.token("github", "{}");
    JsonNode keys = identity.keys("github");
    assertThat(IdentityFixture.header(third).path("kid"))
        .isEqualTo(IdentityFixture.header(second).path("kid"));
    assertThat(IdentityFixture.verifies(keys, second)).isFalse();
    assertThat(IdentityFixture.verifies(keys, third)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "keys, error, 500, Internal",
    "keys, empty, 200, '{\"keys\":[]}'",
    "keys, html, 200, <!doctype html>",
    "keys, oversize, 200, xxxxxxxxxx",
    "keys, many-keys, 200, other-9999",
    "keys, redirect, 302, moved",
    "discovery, error, 500, Internal",
    "discovery, empty, 200, {}",
    "discovery, wrong-issuer, 200, /_sandbox/identity/github/other",
  })
  void aDocumentIsWrongUntilItIsRightAgain(String target, String kind, int status, String content) {
    String path = target.equals("keys") ? KEYS : DISCOVERY;
    fault(target, kind);

    HttpResponse<String> wrong = identity.call("GET", "github", path, "");
    assertThat(wrong.statusCode()).isEqualTo(status);
    assertThat(wrong.body()).contains(content);
    assertThat(wrong.body().length() > 5_000_000).isEqualTo(kind.equals("oversize"));

    fault(target, "off");
    identity.keys("github");
  }

  @Test
  void aRedirectionLeadsToTheGoodDocument() {
    fault("keys", "redirect");
    String location =
        identity.call("GET", "github", KEYS, "").headers().firstValue("Location").orElseThrow();

    HttpResponse<String> followed =
        identity.client.send(HttpRequest.newBuilder(identity.front.endpoint().resolve(location)));
    assertThat(TestClient.read(followed.body()).path("keys")).hasSize(1);
  }

  @Test
  void aSlowDocumentBeginsButDoesNotEnd() throws Exception {
    fault("keys", "slow");
    try (HttpClient http = HttpClient.newHttpClient()) {
      URI uri = URI.create(identity.issuer("github") + "/" + KEYS);
      HttpResponse<InputStream> response =
          http.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofInputStream());
      try (InputStream body = response.body()) {
        assertThat(body.read()).isEqualTo(' ');
      }
      http.shutdownNow();
    }
  }

  @Test
  void whatIsFetchedIsCounted() {
    identity.token("github", "{}");
    identity.keys("github");
    identity.keys("github");

    assertThat(identity.ok("GET", "github", "requests", "").toString())
        .isEqualTo("{\"discovery\":2,\"keys\":2,\"tokens\":1}");
    assertThat(identity.providers.view().path(0).path("requests").path("keys").asInt())
        .isEqualTo(2);
    assertThat(identity.ok("DELETE", "github", "requests", "").path("keys").asInt()).isZero();
  }

  private void fault(String target, String kind) {
    identity.ok(
        "POST", "github", "faults", "{\"target\":\"" + target + "\",\"kind\":\"" + kind + "\"}");
  }
}
