package dev.storekeeper.sandbox.codeartifact.control;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.storekeeper.sandbox.codeartifact.AccessControl;
import dev.storekeeper.sandbox.codeartifact.catalog.Catalog;
import dev.storekeeper.sandbox.codeartifact.catalog.DomainId;
import dev.storekeeper.sandbox.codeartifact.store.Json;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;

/** GetAuthorizationToken (User Guide, "Tokens and authentication"). */
final class TokenActions {
  private static final int SHORTEST_SECONDS = 900;
  private static final int LONGEST_SECONDS = 43200;

  private final Catalog catalog;
  private final AccessControl access;
  private final Clock clock;

  TokenActions(Catalog catalog, AccessControl access, Clock clock) {
    this.catalog = catalog;
    this.access = access;
    this.clock = clock;
  }

  void addTo(Actions actions) {
    actions.addJson(Operation.GET_AUTHORIZATION_TOKEN, this::issue);
  }

  private ObjectNode issue(ApiRequest request) {
    int duration = request.optional("duration").map(Integer::parseInt).orElse(LONGEST_SECONDS);
    if (duration > 0 && duration < SHORTEST_SECONDS) {
      throw Constraint.violation(
          "duration",
          "found " + duration,
          "0 or " + SHORTEST_SECONDS + " to " + LONGEST_SECONDS + " seconds");
    }
    access.require(
        request.principal(),
        "sts:GetServiceBearerToken",
        "*",
        Map.of(
            "sts:AWSServiceName",
            "codeartifact.amazonaws.com",
            "sts:DurationSeconds",
            Integer.toString(duration)));
    DomainId domain = catalog.domains().require(request.domain()).id();
    Instant expires = expiry(request, duration);
    String token = catalog.tokens().issue(domain, request.principal(), expires);
    return Json.object().put("authorizationToken", token).set("expiration", Shapes.time(expires));
  }

  private Instant expiry(ApiRequest request, int duration) {
    if (duration > 0) {
      return clock.instant().plusSeconds(duration);
    }
    return request
        .principal()
        .sessionEnd()
        .orElseGet(() -> clock.instant().plusSeconds(LONGEST_SECONDS));
  }
}
