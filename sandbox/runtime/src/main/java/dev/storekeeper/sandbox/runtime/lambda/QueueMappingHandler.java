package dev.storekeeper.sandbox.runtime.lambda;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.storekeeper.sandbox.runtime.lambda.host.Execution;
import dev.storekeeper.sandbox.runtime.lambda.source.PartialResponse;
import dev.storekeeper.sandbox.runtime.lambda.source.QueueHandler;
import dev.storekeeper.sandbox.runtime.messaging.Queue;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** Calls a function with the messages of a queue. */
final class QueueMappingHandler implements QueueHandler {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final LambdaFunctions functions;
  private final EventSourceMapping mapping;

  QueueMappingHandler(LambdaFunctions functions, EventSourceMapping mapping) {
    this.functions = functions;
    this.mapping = mapping;
  }

  @Override
  public Set<String> handle(List<Queue.Message> messages) {
    ObjectNode event = JSON.createObjectNode();
    messages.forEach(message -> event.withArray("Records").add(message.record()));
    Execution execution =
        functions.run(
            mapping.target(),
            mapping.trigger(),
            UUID.randomUUID().toString(),
            event.toString().getBytes(StandardCharsets.UTF_8));
    Set<String> all = messages.stream().map(Queue.Message::id).collect(Collectors.toSet());
    if (!execution.succeeded()) {
      return all;
    }
    return mapping.partial()
        ? PartialResponse.failed(execution.payload(), all).orElse(all)
        : Set.of();
  }
}
