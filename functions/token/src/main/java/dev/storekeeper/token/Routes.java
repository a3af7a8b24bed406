package dev.storekeeper.token;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.storekeeper.lambda.Invocation;
import dev.storekeeper.ledger.Ids;
import dev.storekeeper.token.TokenEndpoint.Call;
import dev.storekeeper.token.audit.Attempt;
import dev.storekeeper.token.exchange.Limits;
import dev.storekeeper.token.http.ErrorResponse;
import dev.storekeeper.token.http.HttpEvent;
import dev.storekeeper.token.http.HttpRequest;
import dev.storekeeper.token.http.HttpResponse;
import dev.storekeeper.token.http.Metadata;
import dev.storekeeper.token.http.RequestIds;
import dev.storekeeper.token.refusal.ErrorCode;
import dev.storekeeper.token.refusal.Refusal;
import dev.storekeeper.token.refusal.RefusedException;
import dev.storekeeper.token.refusal.TokenPlace;
import java.time.Clock;
import java.time.Instant;
import java.util.random.RandomGenerator;

/** The paths of the endpoint, each with its one method, and the headers of every answer. */
final class Routes {
  private static final int SHORT_DIGEST = "sha256:".length() + 16;

  private final Published published;
  private final TokenEndpoint endpoint;
  private final Health health;
  private final Metadata metadata;
  private final Limits limits;
  private final Clock clock;
  private final RandomGenerator random;

  Routes(
      Published published,
      TokenEndpoint endpoint,
      Health health,
      Metadata metadata,
      Limits limits,
      Clock clock,
      RandomGenerator random) {
    this.published = published;
    this.endpoint = endpoint;
    this.health = health;
    this.metadata = metadata;
    this.limits = limits;
    this.clock = clock;
    this.random = random;
  }

  /**
   * What is the same for all callers.
   *
   * @param audience what CI jobs ask for
   * @param policyDigest the digest of the trust policy
   * @param schema the JSON Schema of trust policies
   * @param pathPrefix what the public URL puts in front of every path; empty as a rule
   */
  record Published(String audience, String policyDigest, String schema, String pathPrefix) {}

  HttpResponse answer(JsonNode event, Invocation invocation) {
    HttpRequest head = HttpEvent.head(event);
    Instant now = clock.instant();
    String id = Ids.random(now, random).toString();
    String requestId = RequestIds.of(head, id);
    Attempt attempt =
        new Attempt(
            id, requestId, now, head.sourceIp(), head.userAgent(), published.policyDigest());
    HttpResponse response =
        routed(event, new Call(head, requestId, attempt, invocation))
            .with("cache-control", "no-store")
            .with("pragma", "no-cache")
            .with("x-content-type-options", "nosniff")
            .with("strict-transport-security", "max-age=31536000")
            .with("x-request-id", requestId);
    String digest = published.policyDigest();
    return response.with(
        "x-policy-digest", digest.substring(0, Math.min(digest.length(), SHORT_DIGEST)));
  }

  private HttpResponse routed(JsonNode event, Call call) {
    String path = call.head().path();
    String below =
        path.startsWith(published.pathPrefix())
            ? path.substring(published.pathPrefix().length())
            : path;
    return switch (below) {
      case "/token" -> only("POST", call, () -> endpoint.token(event, call));
      case "/token/explain" -> only("POST", call, () -> endpoint.explain(event, call));
      case "/audience" -> only("GET", call, this::audience);
      case "/.well-known/oauth-authorization-server" ->
          only("GET", call, () -> metadata.of(call.head()));
      case "/healthz" -> only("GET", call, () -> health(call));
      case "/schema/policy.json" ->
          only(
              "GET",
              call,
              () -> HttpResponse.of(200, "application/schema+json", published.schema()));
      default -> refused(call, Refusal.of(ErrorCode.NOT_FOUND, "There is nothing here."));
    };
  }

  private HttpResponse audience() {
    return HttpResponse.json(
        200, JsonNodeFactory.instance.objectNode().put("audience", published.audience()));
  }

  private HttpResponse health(Call call) {
    if (!call.head().query().equals("deep=1")) {
      return health.shallow();
    }
    try {
      limits.admitAddress(call.head().sourceIp());
      return health.deep();
    } catch (RefusedException e) {
      return refused(call, e.refusal());
    }
  }

  private static HttpResponse only(String method, Call call, Answer answer) {
    if (call.head().method().equals(method)) {
      return answer.give();
    }
    return refused(
            call, Refusal.of(ErrorCode.METHOD_NOT_ALLOWED, "Only " + method + " is served here."))
        .with("allow", method);
  }

  private static HttpResponse refused(Call call, Refusal refusal) {
    return ErrorResponse.of(refusal, TokenPlace.BODY, call.requestId());
  }

  @FunctionalInterface
  private interface Answer {
    HttpResponse give();
  }
}
