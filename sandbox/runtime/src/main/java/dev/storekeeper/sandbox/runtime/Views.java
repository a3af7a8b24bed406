package dev.storekeeper.sandbox.runtime;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.storekeeper.sandbox.runtime.iam.Caller;
import dev.storekeeper.sandbox.runtime.iam.SessionAttributes;
import dev.storekeeper.sandbox.runtime.lambda.FunctionState;
import dev.storekeeper.sandbox.runtime.lambda.InvocationRecord;
import dev.storekeeper.sandbox.runtime.sns.DeliveryLog;
import dev.storekeeper.sandbox.runtime.sqs.QueueSnapshot;
import dev.storekeeper.sandbox.runtime.template.Resource;
import java.util.List;
import java.util.function.BiConsumer;

/** What happened in a sandbox, as the JSON of the control API. */
final class Views {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private Views() {}

  static JsonNode resources(List<Resource> resources) {
    return list(
        resources,
        (resource, node) ->
            node.put("logicalId", resource.logicalId())
                .put("type", resource.type())
                .put("name", resource.name())
                .put("arn", resource.arn()));
  }

  static JsonNode functions(List<FunctionState> functions) {
    return list(
        functions,
        (function, node) -> {
          node.put("function", function.function()).put("starts", function.starts());
          ArrayNode processes = node.putArray("processes");
          function.processes().forEach(processes::add);
        });
  }

  static JsonNode invocations(List<InvocationRecord> invocations) {
    return list(
        invocations,
        (invocation, node) ->
            node.put("function", invocation.function())
                .put("trigger", invocation.trigger())
                .put("requestId", invocation.requestId())
                .put("startedAt", invocation.startedAt().toString())
                .put("milliseconds", invocation.duration().toMillis())
                .put("outcome", invocation.outcome()));
  }

  static JsonNode deliveries(List<DeliveryLog.Entry> entries) {
    return list(
        entries,
        (entry, node) -> {
          node.put("time", entry.at().toString())
              .put("topic", entry.topicArn())
              .put("messageId", entry.messageId())
              .put("outcome", entry.outcome().name())
              .put("subscription", entry.subscriptionArn())
              .put("endpoint", entry.endpoint())
              .put("subject", entry.subject())
              .put("message", entry.message())
              .put("detail", entry.detail());
          ObjectNode attributes = node.putObject("attributes");
          entry.attributes().forEach(attributes::put);
        });
  }

  static JsonNode queues(List<QueueSnapshot> queues) {
    return list(
        queues,
        (queue, node) ->
            node.put("name", queue.name())
                .put("url", queue.url())
                .put("visible", queue.visible())
                .put("inFlight", queue.inFlight())
                .put("delayed", queue.delayed()));
  }

  /** Sessions as STS made them; their keys are never shown. */
  static JsonNode sessions(List<Caller.RoleSession> sessions) {
    return list(
        sessions,
        (session, node) -> {
          SessionAttributes attributes = session.attributes();
          node.put("role", session.roleArn()).put("sessionName", session.sessionName());
          attributes.sourceIdentity().ifPresent(identity -> node.put("sourceIdentity", identity));
          ObjectNode tags = node.putObject("tags");
          attributes.tags().forEach(tags::put);
          if (!session.sessionPolicy().isEmpty()) {
            node.put("sessionPolicy", session.sessionPolicy());
          }
          attributes.expires().ifPresent(end -> node.put("expires", end.toString()));
        });
  }

  static JsonNode alarms(List<ObjectNode> alarms) {
    return JSON.arrayNode().addAll(alarms);
  }

  private static <T> JsonNode list(List<T> items, BiConsumer<T, ObjectNode> writer) {
    ArrayNode list = JSON.arrayNode();
    items.forEach(item -> writer.accept(item, list.addObject()));
    return list;
  }
}
