package dev.storekeeper.sandbox.runtime.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.storekeeper.sandbox.runtime.lambda.host.Execution;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * The record that a destination gets of an asynchronous invocation, version 1.0 (Lambda Developer
 * Guide, "Capturing records of Lambda asynchronous invocations").
 */
final class AsyncRecord {
  private static final ObjectMapper JSON = new ObjectMapper();

  private AsyncRecord() {}

  static ObjectNode of(
      Target target,
      String requestId,
      byte[] payload,
      String condition,
      int invokeCount,
      Optional<Execution> last,
      Instant now) {
    ObjectNode record = JSON.createObjectNode();
    record.put("version", "1.0");
    record.put("timestamp", now.truncatedTo(ChronoUnit.MILLIS).toString());
    String qualifier = target.qualifier().isEmpty() ? "$LATEST" : target.qualifier();
    record
        .putObject("requestContext")
        .put("requestId", requestId)
        .put("functionArn", target.function().arn(qualifier))
        .put("condition", condition)
        .put("approximateInvokeCount", invokeCount);
    record.set("requestPayload", json(payload));
    if (last.isPresent()) {
      ObjectNode context = record.putObject("responseContext");
      context.put("statusCode", 200).put("executedVersion", target.version());
      if (!last.get().succeeded()) {
        context.put("functionError", "Unhandled");
      }
      record.set("responsePayload", json(last.get().payload()));
    }
    return record;
  }

  /** An EventBridge entry that carries the record, for a bus as destination. */
  static ObjectNode busEntry(ObjectNode record, Target target, String destination, Instant now) {
    boolean success = record.at("/requestContext/condition").asText().equals("Success");
    ObjectNode entry = JSON.createObjectNode();
    entry.put("Source", "lambda");
    entry.put(
        "DetailType", "Lambda Function Invocation Result - " + (success ? "Success" : "Failure"));
    entry.put("Detail", record.toString());
    entry
        .putArray("Resources")
        .add(record.at("/requestContext/functionArn").asText(target.arn()))
        .add(destination);
    entry.put("Time", now.truncatedTo(ChronoUnit.SECONDS).toString());
    return entry;
  }

  private static JsonNode json(byte[] payload) {
    try {
      JsonNode node = JSON.readTree(payload);
      return node == null || node.isMissingNode() ? JSON.nullNode() : node;
    } catch (IOException e) {
      // A stream handler may write anything; what is no JSON is passed as text.
      return JSON.getNodeFactory().textNode(new String(payload, StandardCharsets.UTF_8));
    }
  }
}
