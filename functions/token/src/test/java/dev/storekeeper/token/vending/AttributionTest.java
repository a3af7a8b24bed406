package dev.storekeeper.token.vending;

import static org.assertj.core.api.Assertions.assertThat;

import dev.storekeeper.identity.VerifiedToken;
import dev.storekeeper.token.Tokens;
import dev.storekeeper.trust.Grant;
import dev.storekeeper.trust.Scope;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AttributionTest {
  private static final String ID = "0123456789ab";

  @Test
  void aSessionIsNamedAfterItsStatementAndExchange() {
    Attribution attribution = Attribution.of(grant("main-may-publish"), token(Map.of()), ID);
    assertThat(attribution.sessionName()).isEqualTo("main-may-publish-0123456789ab");
  }

  @Test
  void everyNameIsOneThatStsTakes() {
    for (String statement : List.of("a", "x".repeat(500), "über/alles", "a b\nc", "")) {
      assertThat(Attribution.of(grant(statement), token(Map.of()), ID).sessionName())
          .matches("[\\w+=,.@-]{2,64}")
          .endsWith("-" + ID);
    }
  }

  @Test
  void tagsSayWhichJobItIs() {
    assertThat(
            Attribution.of(
                    grant("s"),
                    token(Map.of("source_repo", "octo-org/app", "run_url", "https://ci.example/7")),
                    ID)
                .tags())
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "storekeeper:issuer", "github",
                "storekeeper:source-repository", "octo-org/app",
                "storekeeper:run", "https://ci.example/7"));
  }

  @Test
  void tagsAreBoundedAndOfCharactersThatStsTakes() {
    Attribution attribution =
        Attribution.of(
            grant("s"), token(Map.of("source_repo_id", "a,b\n\u202e*" + "c".repeat(500))), ID);
    assertThat(attribution.tags().get("storekeeper:source-repository"))
        .startsWith("a-b---c")
        .hasSize(128)
        .matches("[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]*");
    assertThat(attribution.tags()).doesNotContainKey("storekeeper:run");
    assertThat(attribution.untagged().tags()).isEmpty();
  }

  private static Grant grant(String statement) {
    return new Grant(
        statement,
        "acme",
        Optional.empty(),
        List.of("team"),
        List.of(new Scope("read")),
        Duration.ofMinutes(15));
  }

  private static VerifiedToken token(Map<String, String> provenance) {
    VerifiedToken token = Tokens.verified("0".repeat(64), 1, Instant.parse("2026-11-25T12:00:00Z"));
    return new VerifiedToken(
        token.issuer(),
        token.claims(),
        provenance,
        token.replayKey(),
        token.expiresAt(),
        token.acceptedUntil(),
        token.keyId(),
        token.keyAge());
  }
}
