package dev.storekeeper.sandbox.codeartifact.trail;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.storekeeper.sandbox.codeartifact.ServiceException;
import dev.storekeeper.sandbox.codeartifact.store.Json;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;

/** Writes records. */
final class TrailRecords {
  private static final int LONGEST_PARAMETERS = 100_000;
  private static final int FIRST_FAILURE = 400;

  private final String region;

  TrailRecords(String region) {
    this.region = region;
  }

  /**
   * The record of a call that was answered.
   *
   * @param status the answer's HTTP status, negative if there was none
   * @return empty if the caller is not known
   */
  Optional<ObjectNode> of(CallTrace trace, int status, String requestId, Instant end) {
    return trace.call().map(call -> of(call, trace, status, requestId, end));
  }

  private ObjectNode of(
      CallTrace.Call call, CallTrace trace, int status, String requestId, Instant end) {
    boolean failed = status < 0 || status >= FIRST_FAILURE;
    ObjectNode record = Json.object().put("eventVersion", "1.11");
    record.set("userIdentity", UserIdentity.of(call.principal()));
    record
        .put("eventTime", end.truncatedTo(ChronoUnit.SECONDS).toString())
        .put("eventSource", "codeartifact.amazonaws.com")
        .put("eventName", call.eventName())
        .put("awsRegion", region)
        .put("sourceIPAddress", trace.sourceAddress())
        .put("userAgent", trace.userAgent());
    if (failed) {
      record.put("errorCode", errorCode(trace, status)).put("errorMessage", message(trace, status));
    }
    record.set("requestParameters", bounded(trace.parameters()));
    record.set("responseElements", failed ? NullNode.instance : orNull(trace.response()));
    trace.additional().ifPresent(data -> record.set("additionalEventData", data));
    return record
        .put("requestID", requestId)
        .put("eventID", UUID.randomUUID().toString())
        .put("readOnly", call.readOnly())
        .put("eventType", "AwsApiCall")
        .put("managementEvent", true)
        .put("recipientAccountId", call.principal().account())
        .put("eventCategory", "Management");
  }

  private static String errorCode(CallTrace trace, int status) {
    String code = trace.failure().map(ServiceException::code).orElseGet(() -> usualCode(status));
    return code.equals("AccessDeniedException") ? "AccessDenied" : code;
  }

  /** The code of a refusal that the package protocol made itself. */
  private static String usualCode(int status) {
    return switch (status) {
      case 403 -> "AccessDenied";
      case 404 -> "ResourceNotFoundException";
      case 409 -> "ConflictException";
      case 429 -> "ThrottlingException";
      default ->
          status >= FIRST_FAILURE && status < 500
              ? "ValidationException"
              : "InternalServerException";
    };
  }

  private static String message(CallTrace trace, int status) {
    return trace
        .failure()
        .map(ServiceException::getMessage)
        .orElse(
            status < 0
                ? "The call was not answered"
                : "The call was answered with status " + status);
  }

  private static JsonNode bounded(Optional<ObjectNode> parameters) {
    JsonNode node = orNull(parameters);
    return Json.text(node).length() > LONGEST_PARAMETERS ? NullNode.instance : node;
  }

  private static JsonNode orNull(Optional<ObjectNode> object) {
    return object.<JsonNode>map(node -> node).orElse(NullNode.instance);
  }
}
