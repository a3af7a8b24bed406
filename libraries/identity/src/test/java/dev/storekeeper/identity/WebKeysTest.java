package dev.storekeeper.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Rows 9 and 20 to 27 over HTTP: the whole way from a token to its issuer and back. */
class WebKeysTest {
  private static final TokenMint MINT = Verification.MINT;
  private final MutableClock clock = new MutableClock();
  private final List<KeyRefresh> heard = Collections.synchronizedList(new ArrayList<>());
  private FakeIssuer ci;
  private Issuer issuer;
  private TokenVerifier verifier;

  @BeforeEach
  void start() throws IOException {
    ci = FakeIssuer.publishing(MINT.jwks());
    issuer = Issuers.github().url(ci.url()).build();
    verifier = verifier(true, issuer);
  }

  @AfterEach
  void stop() {
    ci.close();
  }

  private static Stream<Arguments> faults() {
    String key = MINT.publicKey().toJSONString();
    return Stream.of(
        Arguments.of("an error", FakeIssuer.status(500, "")),
        Arguments.of("nothing", FakeIssuer.status(200, "")),
        Arguments.of("an empty set", FakeIssuer.text("{\"keys\":[]}")),
        Arguments.of("HTML", FakeIssuer.text("<!doctype html><title>Maintenance</title>")),
        Arguments.of("5 MB", FakeIssuer.text("{\"keys\":[" + " ".repeat(5_000_000) + key + "]}")),
        Arguments.of("5 MB in chunks", (FakeIssuer.Answer) WebKeysTest::endless),
        Arguments.of(
            "65 keys",
            FakeIssuer.text("{\"keys\":[" + String.join(",", Collections.nCopies(65, key)) + "]}")),
        Arguments.of(
            "10 000 keys", FakeIssuer.text("{\"keys\":[" + "{},".repeat(9_999) + key + "]}")),
        Arguments.of("a slow body", (FakeIssuer.Answer) WebKeysTest::drip),
        Arguments.of("a redirect", (FakeIssuer.Answer) WebKeysTest::redirect),
        Arguments.of("gzip", (FakeIssuer.Answer) WebKeysTest::gzip));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("faults")
  void aFaultLeavesTheKeysAsTheyWere(String name, FakeIssuer.Answer fault) throws Exception {
    assertThat(outcome(MINT)).isEqualTo("accepted");
    ci.on(FakeIssuer.KEYS, fault);
    clock.advance(RemoteKeys.FRESH);
    assertThat(outcome(MINT)).isEqualTo("accepted");
    assertThat(heard).hasSize(2);
    assertThat(heard.getLast().failure()).isPresent();
    assertThat(ci.requests()).doesNotContain("/elsewhere");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("faults")
  void aFaultFromTheBeginningMeansThatThereAreNoKeys(String name, FakeIssuer.Answer fault) {
    ci.on(FakeIssuer.KEYS, fault);
    assertThatThrownBy(() -> verifier.verify(token(MINT)))
        .isInstanceOf(KeysUnavailableException.class);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "another issuer, https://other.example, URL/keys",
    "a trailing slash, URL/, URL/keys",
    "no issuer, , URL/keys",
    "https elsewhere, URL, https://other.example/keys",
    "metadata, URL, http://169.254.169.254/latest",
    "another port, URL, http://127.0.0.1:1/keys",
    "another loopback address, URL, http://127.0.0.2:80/keys",
    "user information, URL, http://user@127.0.0.1/keys",
    "a file, URL, file:///etc/passwd",
    "no URL, URL, ::",
    "nothing, URL, ''"
  })
  void discoveryThatLeadsElsewhereIsRefused(String name, @Nullable String claimed, String keys) {
    String document =
        ci.discovery(
            String.valueOf(claimed).replace("URL", ci.url()), keys.replace("URL", ci.url()));
    ci.on(FakeIssuer.DISCOVERY, FakeIssuer.text(document));
    assertThatThrownBy(() -> verifier.verify(token(MINT)))
        .isInstanceOf(KeysUnavailableException.class)
        .hasMessageContaining("discovery: ");
    assertThat(ci.requests()).doesNotContain(FakeIssuer.KEYS);
  }

  @Test
  void loopbackIsFetchedOnlyWhereItIsAllowed() {
    TokenVerifier deployed = verifier(false, issuer);
    assertThatThrownBy(() -> deployed.verify(token(MINT)))
        .isInstanceOf(KeysUnavailableException.class)
        .hasMessageContaining("expected one with https on port 443");
    assertThat(ci.requests()).isEmpty();
  }

  @Test
  void keysAtAFixedAddressNeedNoDiscovery() throws Exception {
    URI address = URI.create(ci.url() + FakeIssuer.KEYS);
    issuer = Issuers.github().keys(new KeyLocation.Remote(address)).build();
    verifier = verifier(true, issuer);
    assertThat(outcome(MINT)).isEqualTo("accepted");
    assertThat(ci.requests()).containsExactly(FakeIssuer.KEYS);
  }

  @Test
  void staticKeysAreNeverFetched() throws Exception {
    issuer = Issuers.github().url(ci.url()).keys(new KeyLocation.Static(MINT.jwks())).build();
    verifier = verifier(true, issuer);
    assertThat(outcome(MINT)).isEqualTo("accepted");
    assertThat(outcome(TokenMint.create("key-1"))).isEqualTo("signature");
    assertThat(outcome(TokenMint.create("key-2"))).isEqualTo("unknown-key");
    ObjectNode header = MINT.header();
    header.remove("kid");
    String token = MINT.sign(header.toString(), claims().toString());
    assertThat(verifier.verify(IdToken.parse(token)).keyAge()).isZero();
    assertThat(ci.requests()).isEmpty();
  }

  @Test
  void staticKeysThatCannotBeUsedAreRefusedAtOnce() {
    Issuer broken = Issuers.github().keys(new KeyLocation.Static("{}")).build();
    assertThatThrownBy(() -> verifier(true, broken))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("ci");
  }

  @Test
  void aKeyThatIsNewInTheMiddleOfItAllIsFoundAfterTheCooldown() throws Exception {
    TokenMint next = TokenMint.create("key-2");
    assertThat(outcome(MINT)).isEqualTo("accepted");
    ci.on(FakeIssuer.KEYS, FakeIssuer.text(next.jwks()));
    assertThat(outcome(next)).isEqualTo("unknown-key");
    clock.advance(RemoteKeys.COOLDOWN);
    assertThat(outcome(next)).isEqualTo("accepted");
    assertThat(outcome(MINT)).isEqualTo("unknown-key");
  }

  @Test
  void aKeyThatChangedUnderItsIdIsFetchedAnew() throws Exception {
    TokenMint changed = TokenMint.create("key-1");
    assertThat(outcome(MINT)).isEqualTo("accepted");
    ci.on(FakeIssuer.KEYS, FakeIssuer.text(changed.jwks()));
    assertThat(outcome(changed)).isEqualTo("signature");
    clock.advance(RemoteKeys.COOLDOWN.plusSeconds(1));
    assertThat(outcome(changed)).isEqualTo("accepted");
    assertThat(outcome(MINT)).isEqualTo("signature");
    assertThat(heard).hasSize(2);
  }

  @Test
  void issuersKeysAreApartThoughTheirIdsAreTheSame() throws Exception {
    TokenMint theirs = TokenMint.create("key-1");
    try (FakeIssuer other = FakeIssuer.publishing(theirs.jwks())) {
      verifier = verifier(true, issuer, Issuers.github().id("other").url(other.url()).build());
      assertThat(outcome(MINT)).isEqualTo("accepted");
      assertThat(outcome(theirs)).isEqualTo("signature");
      String token = theirs.token(claims().put("iss", other.url()));
      assertThat(verifier.verify(IdToken.parse(token)).issuer().id()).isEqualTo("other");
    }
  }

  @Test
  void twoHundredTokensMakeOneFetch() throws Exception {
    IdToken token = token(MINT);
    CountDownLatch start = new CountDownLatch(1);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<VerifiedToken>> verified = new ArrayList<>();
      for (int i = 0; i < 200; i++) {
        verified.add(
            threads.submit(() -> {
              start.await();
              return verifier.verify(token);
            }));
      }
      start.countDown();
      for (Future<VerifiedToken> future : verified) {
        assertThat(future.get().keyId()).isEqualTo("key-1");
      }
    }
    assertThat(ci.requests()).containsExactly(FakeIssuer.DISCOVERY, FakeIssuer.KEYS);
  }

  @Test
  void theAgesOfAllFetchedKeysAreKnown() throws Exception {
    IssuerKeys keys = new IssuerKeys(List.of(issuer), clock, true, heard::add);
    assertThat(keys.ages()).isEmpty();
    keys.find(issuer, token(MINT));
    clock.advance(Duration.ofMinutes(5));
    assertThat(keys.ages()).containsExactly(Map.entry("ci", Duration.ofMinutes(5)));
  }

  @Test
  void aHostThatTheIssuerListsMayServeItsKeys() {
    ci.on(
        FakeIssuer.DISCOVERY, FakeIssuer.text(ci.discovery(ci.url(), "https://keys.invalid/keys")));
    issuer =
        Issuers.github()
            .url(ci.url())
            .keys(new KeyLocation.Discovery(Set.of("keys.invalid")))
            .build();
    TokenVerifier listed = verifier(true, issuer);
    assertThatThrownBy(() -> listed.verify(token(MINT)))
        .isInstanceOf(KeysUnavailableException.class)
        .hasMessageContaining("keys.invalid:");
  }

  private TokenVerifier verifier(boolean allowLoopback, Issuer... issuers) {
    List<Issuer> all = List.of(issuers);
    IssuerKeys keys = new IssuerKeys(all, clock, allowLoopback, heard::add);
    return new TokenVerifier(all, Verification.AUDIENCE, keys, clock);
  }

  private String outcome(TokenMint mint) throws Exception {
    IdToken token = token(mint);
    TokenRejectedException refusal =
        catchThrowableOfType(TokenRejectedException.class, () -> verifier.verify(token));
    return refusal == null ? "accepted" : refusal.problem().word();
  }

  private IdToken token(TokenMint mint) throws TokenRejectedException {
    return IdToken.parse(mint.token(claims()));
  }

  private ObjectNode claims() {
    ObjectNode claims = Verification.github().claims();
    long now = clock.instant().getEpochSecond();
    return claims.put("iss", issuer.url()).put("iat", now).put("exp", now + 300);
  }

  private static void endless(HttpExchange exchange) throws IOException {
    exchange.sendResponseHeaders(200, 0);
    byte[] spaces = " ".repeat(64_000).getBytes(StandardCharsets.US_ASCII);
    for (int i = 0; i < 80; i++) {
      exchange.getResponseBody().write(spaces);
    }
  }

  private static void drip(HttpExchange exchange) throws IOException {
    exchange.sendResponseHeaders(200, 0);
    try {
      for (int i = 0; i < 100; i++) {
        exchange.getResponseBody().write(' ');
        exchange.getResponseBody().flush();
        Thread.sleep(100);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private static void redirect(HttpExchange exchange) throws IOException {
    exchange.getResponseHeaders().add("Location", "/elsewhere");
    exchange.sendResponseHeaders(302, -1);
  }

  private static void gzip(HttpExchange exchange) throws IOException {
    exchange.getResponseHeaders().add("Content-Encoding", "gzip");
    FakeIssuer.text(MINT.jwks()).to(exchange);
  }
}
