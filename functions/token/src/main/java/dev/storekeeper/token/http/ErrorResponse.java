package dev.storekeeper.token.http;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.storekeeper.token.refusal.ErrorCode;
import dev.storekeeper.token.refusal.Refusal;
import dev.storekeeper.token.refusal.TokenPlace;
import dev.storekeeper.trust.Explanation;

/** Writes refusals as answers. */
public final class ErrorResponse {
  private static final String REALM = "Bearer realm=\"storekeeper\"";

  private ErrorResponse() {}

  /** The answer to a request that is refused. */
  public static HttpResponse of(Refusal refusal, TokenPlace place, String requestId) {
    ErrorCode code = refusal.code();
    ObjectNode body =
        JsonNodeFactory.instance
            .objectNode()
            .put("error", code.error(place))
            .put("error_description", refusal.description())
            .put("code", code.code())
            .put("request_id", requestId);
    refusal.explanation().ifPresent(why -> body.set("explain", explain(why)));
    HttpResponse response = HttpResponse.json(code.status(place), body);
    if (refusal.retryAfter().isPresent()) {
      response = response.with("retry-after", refusal.retryAfter().get().toString());
    }
    return switch (code.status(place)) {
      case 401, 403 -> response.with("www-authenticate", challenge(refusal, place));
      default -> response;
    };
  }

  /** An explanation as JSON. */
  public static ObjectNode explain(Explanation explanation) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("summary", explanation.summary());
    json.set("claims", explanation.claims());
    explanation.statement().ifPresent(statement -> json.put("statement", statement));
    var failures = json.putArray("failures");
    for (Explanation.Failure failure : explanation.failures()) {
      ObjectNode one = failures.addObject().put("what", failure.what());
      failure.found().ifPresent(found -> one.put("found", found));
      failure.expected().ifPresent(expected -> one.put("expected", expected));
    }
    return json;
  }

  /** RFC 6750 section 3: without credentials the challenge carries no error. */
  private static String challenge(Refusal refusal, TokenPlace place) {
    if (refusal.code() == ErrorCode.MISSING_TOKEN) {
      return REALM;
    }
    return "%s, error=\"%s\", error_description=\"%s\""
        .formatted(REALM, refusal.code().error(place), refusal.description().replace('"', '\''));
  }
}
