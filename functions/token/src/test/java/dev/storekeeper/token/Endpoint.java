package dev.storekeeper.token;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.storekeeper.identity.Issuer;
import dev.storekeeper.identity.IssuerKeys;
import dev.storekeeper.identity.TokenVerifier;
import dev.storekeeper.identity.VerifiedToken;
import dev.storekeeper.lambda.FakeContext;
import dev.storekeeper.token.Routes.Published;
import dev.storekeeper.token.audit.AuditTrail;
import dev.storekeeper.token.audit.DenialSweep;
import dev.storekeeper.token.audit.InMemoryDenialCounts;
import dev.storekeeper.token.exchange.Exchange;
import dev.storekeeper.token.exchange.Limits;
import dev.storekeeper.token.http.GrantedResponse;
import dev.storekeeper.token.http.Metadata;
import dev.storekeeper.token.http.RequestReader;
import dev.storekeeper.token.replay.ReplayGuard;
import dev.storekeeper.token.state.StateUnavailableException;
import dev.storekeeper.token.vending.Attribution;
import dev.storekeeper.token.vending.VendedToken;
import dev.storekeeper.token.vending.VendingException;
import dev.storekeeper.trust.AccessRequest;
import dev.storekeeper.trust.Decision;
import dev.storekeeper.trust.DenialReason;
import dev.storekeeper.trust.Explanation;
import dev.storekeeper.trust.Grant;
import dev.storekeeper.trust.Scope;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.BiFunction;

/**
 * The whole function with a real verifier and fakes for policy, AWS and stores. What it does is
 * remembered in {@code steps}.
 */
final class Endpoint {
  static final Instant NOW = Instant.parse("2026-11-25T12:00:00Z");
  static final String SECRET = "eyJ2ZXIiOjEsInNlY3JldC1vZi10aGUtdGVzdCI6MX0";
  static final String DIGEST = "sha256:" + "ab".repeat(32);

  final SettableClock clock = new SettableClock(NOW);
  final FakeLedger ledger = new FakeLedger();
  final InMemoryDenialCounts counts = new InMemoryDenialCounts(clock);
  final List<String> steps = new ArrayList<>();
  final ByteArrayOutputStream log = new ByteArrayOutputStream();
  BiFunction<VerifiedToken, AccessRequest, Decision> policy = (token, request) -> allowed(request);
  Optional<VendingException> vendingFailure = Optional.empty();
  Optional<VendingException> endpointFailure = Optional.empty();
  Optional<RuntimeException> bug = Optional.empty();
  Optional<Attribution> attribution = Optional.empty();
  boolean stateBroken;

  private final Map<String, Integer> uses = new HashMap<>();
  private final TokenHandler handler;

  Endpoint() {
    this(Optional.empty());
  }

  Endpoint(Optional<URI> publicUrl) {
    Issuer issuer = Tokens.issuer(1);
    TokenVerifier verifier =
        new TokenVerifier(
            List.of(issuer),
            Tokens.AUDIENCE,
            new IssuerKeys(List.of(issuer), clock, false, refresh -> {}),
            clock);
    AuditTrail audit = new AuditTrail(ledger, counts, clock);
    Limits limits = Limits.standard(clock);
    Exchange exchange =
        new Exchange(
            limits,
            verifier::verify,
            (token, request) -> {
              steps.add("decide");
              return policy.apply(token, request);
            },
            this::endpoint,
            new FakeGuard(),
            this::vend,
            audit);
    Routes routes =
        new Routes(
            new Published(
                Tokens.AUDIENCE,
                DIGEST,
                "{\"title\":\"schema\"}",
                publicUrl.map(URI::getRawPath).orElse("")),
            new TokenEndpoint(
                limits,
                new RequestReader("eu-west-1"),
                exchange,
                audit,
                new GrantedResponse("eu-west-1", "111122223333", clock)),
            new Health(DIGEST, () -> Map.of("github", Duration.ofSeconds(7)), DynamoDbStub.table()),
            new Metadata(publicUrl),
            limits,
            clock,
            new Random(7));
    handler =
        new TokenHandler(
            new Parts(
                routes,
                new DenialSweep(counts, ledger, clock),
                new KeyRefreshes(),
                Optional.empty()),
            clock,
            new PrintStream(log, true, StandardCharsets.UTF_8));
  }

  /** The function's answer to an event. */
  Answer send(ObjectNode event) {
    try {
      ByteArrayOutputStream response = new ByteArrayOutputStream();
      handler.handleRequest(
          new ByteArrayInputStream(event.toString().getBytes(StandardCharsets.UTF_8)),
          response,
          new FakeContext("storekeeper-token"));
      return new Answer(Events.JSON.readTree(response.toByteArray()));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** A fresh ID token. */
  String token(String jti) {
    return Tokens.sign(Tokens.claims(clock.instant(), jti));
  }

  String log() {
    return log.toString(StandardCharsets.UTF_8);
  }

  static Decision allowed(AccessRequest request) {
    return new Decision.Allowed(
        new Grant(
            "main-may-publish",
            "acme",
            Optional.empty(),
            List.of("apps", "team"),
            request.scopes().isEmpty() ? List.of(new Scope("read")) : request.scopes(),
            request.duration().orElse(Duration.ofMinutes(15))),
        List.of("shadowed: would deny"));
  }

  static Decision denied(DenialReason reason) {
    return new Decision.Denied(
        reason,
        new Explanation(
            JsonNodeFactory.instance.objectNode().put("ref", "refs/heads/dev"),
            "No statement allows it; main-may-publish is nearest.",
            Optional.of("main-may-publish"),
            List.of(
                new Explanation.Failure(
                    "ref", Optional.of("refs/heads/dev"), Optional.of("refs/heads/main")))),
        List.of());
  }

  private URI endpoint(Grant grant, String repository, String format) throws VendingException {
    steps.add("endpoint " + format + "/" + repository);
    if (endpointFailure.isPresent()) {
      throw endpointFailure.get();
    }
    return URI.create(
        "https://acme-111122223333.d.codeartifact.eu-west-1.amazonaws.com/"
            + format
            + "/"
            + repository
            + "/");
  }

  private VendedToken vend(Grant grant, Attribution by) throws VendingException {
    steps.add("vend");
    attribution = Optional.of(by);
    if (vendingFailure.isPresent()) {
      throw vendingFailure.get();
    }
    if (bug.isPresent()) {
      throw bug.get();
    }
    return new VendedToken(SECRET, clock.instant().plus(grant.duration()));
  }

  /** An answer of the function. */
  record Answer(JsonNode event) {
    int status() {
      return event.path("statusCode").asInt();
    }

    String text() {
      return event.path("body").asText();
    }

    JsonNode json() {
      try {
        return Events.JSON.readTree(text());
      } catch (IOException e) {
        throw new AssertionError(e);
      }
    }

    String header(String name) {
      return event.path("headers").path(name).asText();
    }
  }

  private final class FakeGuard implements ReplayGuard {
    @Override
    public synchronized Optional<Claim> claim(VerifiedToken token)
        throws StateUnavailableException {
      steps.add("claim");
      if (stateBroken) {
        throw new StateUnavailableException("broken", new IllegalStateException("broken"));
      }
      int used = uses.merge(token.replayKey(), 1, Integer::sum);
      return used <= token.issuer().replay().maxUses()
          ? Optional.of(new Claim(token.replayKey(), "nonce"))
          : Optional.empty();
    }

    @Override
    public synchronized void release(Claim claim) {
      steps.add("release");
      uses.merge(claim.replayKey(), -1, Integer::sum);
    }
  }
}
