package dev.storekeeper.token.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.storekeeper.token.exchange.Denials;
import dev.storekeeper.token.exchange.Explained;
import dev.storekeeper.trust.Decision;
import dev.storekeeper.trust.Grant;
import dev.storekeeper.trust.Scope;

/** Writes what would become of a request. */
public final class ExplainedResponse {
  private ExplainedResponse() {}

  /** The answer, which is 200 for denials too: it is what was asked for. */
  public static HttpResponse of(Explained explained, String requestId) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    switch (explained.decision()) {
      case Decision.Allowed allowed -> {
        json.put("decision", "allow");
        json.set("grant", grant(allowed.grant()));
        json.putObject("explain").set("claims", explained.token().claims());
      }
      case Decision.Denied denied -> {
        json.put("decision", "deny");
        json.put("code", Denials.refusal(denied).code().code());
        json.set("explain", ErrorResponse.explain(denied.explanation()));
      }
    }
    return HttpResponse.json(200, json.put("request_id", requestId));
  }

  private static ObjectNode grant(Grant grant) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("statement", grant.statement()).put("domain", grant.domain());
    grant.domainOwner().ifPresent(owner -> json.put("domain_owner", owner));
    ArrayNode repositories = json.putArray("repositories");
    grant.repositories().forEach(repositories::add);
    ArrayNode scopes = json.putArray("scopes");
    grant.scopes().stream().map(Scope::text).forEach(scopes::add);
    return json.put("duration_seconds", grant.duration().toSeconds());
  }
}
